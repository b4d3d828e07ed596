package org.tropea.authority.relays;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.tropea.netdoc.descriptor.DescriptorFacts;

/** Whether a newer descriptor of a relay says anything that is worth a new microdescriptor, by C tor's rules. Stateless. */
final class Differences {
    private static final long TIME = 2 * 3600;
    private static final long DRIFT = 6 * 3600;
    private static final double DRIFT_PART = 0.05;

    private Differences() {}

    /** Whether nothing has changed but what always does; {@code older} was published first. */
    static boolean areCosmetic(DescriptorFacts older, DescriptorFacts newer) {
        return essence(older).equals(essence(newer))
                && older.bandwidth().observed() >= newer.bandwidth().observed() / 2
                && newer.bandwidth().observed() >= older.bandwidth().observed() / 2
                && older.published() + TIME >= newer.published()
                && hasRunOn(older, newer);
    }

    private static List<Object> essence(DescriptorFacts facts) {
        return List.of(
                facts.nickname().toLowerCase(Locale.ROOT),
                facts.address(),
                facts.orPort(),
                facts.dirPort(),
                facts.orAddresses(),
                facts.keys().tapKey() == null ? "" : facts.keys().tapKey().fingerprint(),
                facts.keys().ntorKey(),
                text(facts.platform()),
                text(facts.contact()),
                facts.hibernating(),
                facts.policy(),
                facts.tunnelledDirServer(),
                facts.family().stream().map(Differences::text).toList(),
                facts.bandwidth().rate(),
                facts.bandwidth().burst());
    }

    private static String text(String text) {
        return Objects.toString(text, "").toLowerCase(Locale.ROOT);
    }

    /** Whether its uptime has grown about as much as time has passed. */
    private static boolean hasRunOn(DescriptorFacts older, DescriptorFacts newer) {
        long drift = Math.abs(newer.uptime() - (older.uptime() + newer.published() - older.published()));
        return drift <= DRIFT || drift <= older.uptime() * DRIFT_PART || drift <= newer.uptime() * DRIFT_PART;
    }
}
