package org.tropea.core.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From one state of a slot's choices to the next, row by row: what is chosen as before keeps its row. Used up at once. */
final class Change<T> {
    /** Makes the log's entry of one row that changed. */
    @FunctionalInterface
    interface Begin {
        Adoption begin(Where where, String from, String to, Adoption.Cause cause);
    }

    private final Choices<T> before;
    private final Begin begin;
    private final Adoption.Cause cause;
    private final List<Adoption> adoptions = new ArrayList<>();
    private final Choices<T> next;

    Change(Choices<T> before, Map<String, Preference.Wanted<T>> wanted, Begin begin, Adoption.Cause cause) {
        this.before = before;
        this.begin = begin;
        this.cause = cause;
        this.next = new Choices<>(wanted.values().stream().map(this::row).toList());
        before.rows().stream()
                .filter(row -> next.row(row.where().text()) == null)
                .forEach(this::ended);
    }

    private Choice<T> row(Preference.Wanted<T> wanted) {
        Choice<T> old = before.row(wanted.where().text());
        T service = wanted.candidate().service();
        String label = wanted.candidate().label();
        if (old != null && old.service() == service) {
            return old.called(label);
        }
        String from = old == null ? before.generalLabel() : old.label();
        return new Choice<>(wanted.where(), service, label, begun(wanted.where(), from, label));
    }

    /** Where {@code row} was, the general choice is now, or nothing. */
    private void ended(Choice<T> row) {
        begun(row.where(), row.label(), next.generalLabel());
    }

    private Adoption begun(Where where, String from, String to) {
        Adoption adoption = begin.begin(where, from, to, cause);
        adoptions.add(adoption);
        return adoption;
    }

    /** Whether anything is different. */
    boolean isOne() {
        return !next.rows().equals(before.rows());
    }

    Choices<T> next() {
        return next;
    }

    List<Adoption> adoptions() {
        return adoptions;
    }
}
