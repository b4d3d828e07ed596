package org.tropea.core.slot;

import java.util.List;
import java.util.Map;

/**
 * What one slot chose: rows that are meant for some channels, the most wanted first, then the general choice for all
 * others, if there is one. Immutable; any thread. Asked when a channel opens and when choices change, never per cell.
 */
public final class Choices<T> {
    private final List<Choice<T>> rows;
    private final T general;

    Choices(List<Choice<T>> rows) {
        this.rows = List.copyOf(rows);
        Choice<T> last = row("");
        this.general = last == null ? null : last.service();
    }

    /** Nothing chosen for anything. */
    public static <T> Choices<T> none() {
        return new Choices<>(List.of());
    }

    /** {@code service} for everything; nothing when it is null. */
    public static <T> Choices<T> of(T service) {
        String label = service == null ? "-" : service.getClass().getSimpleName();
        return service == null ? none() : new Choices<>(List.of(new Choice<>(Where.EVERYWHERE, service, label, null)));
    }

    /** What is used where nothing more special is; null when nothing is. */
    public T general() {
        return general;
    }

    /** What is used for something with {@code properties}; null when nothing is. */
    public T chosenFor(Map<String, ?> properties) {
        for (Choice<T> row : rows) {
            if (row.where().matches(properties)) {
                return row.service();
            }
        }
        return null;
    }

    /** Whether everything gets the same, so that nobody need ask with properties. */
    public boolean isUniform() {
        return rows.isEmpty() || rows.size() == 1 && general != null;
    }

    /** Everything that is used somewhere, each once. */
    public List<T> services() {
        return rows.stream().map(Choice::service).distinct().toList();
    }

    /** The name of {@code service} for people; {@code -} when it is not used. */
    public String label(T service) {
        Choice<T> row = rowOf(service);
        return row == null ? "-" : row.label();
    }

    /** For what {@code service} is used: filters, empty for all the rest; no entries when it is not used. */
    public List<String> places(T service) {
        return rows.stream()
                .filter(row -> row.service() == service)
                .map(row -> row.where().text())
                .toList();
    }

    List<Choice<T>> rows() {
        return rows;
    }

    /** The row with the filter {@code text}; null when there is none. */
    Choice<T> row(String text) {
        for (Choice<T> row : rows) {
            if (row.where().text().equals(text)) {
                return row;
            }
        }
        return null;
    }

    private Choice<T> rowOf(T service) {
        for (Choice<T> row : rows) {
            if (row.service() == service) {
                return row;
            }
        }
        return null;
    }

    /** {@code service} decided for the first time since one loop uses it. */
    void decided(T service) {
        for (Choice<T> row : rows) {
            if (row.service() == service && row.adoption() != null) {
                row.adoption().decided();
            }
        }
    }

    String generalLabel() {
        Choice<T> row = row("");
        return row == null ? "-" : row.label();
    }
}
