package org.tropea.core.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tropea.core.conn.BucketStatus;
import org.tropea.core.conn.ConnectionStatus;
import org.tropea.core.conn.ConnectionTable;
import org.tropea.flow.fault.LocalFault;

/**
 * One line of {@code quota:top}: a limit and what uses it, in KiB (1024 bytes) and KiB per second. The first two lines
 * are the router's: {@code all} connections but linked pairs, and of these the {@code relayed} bytes, also those to
 * internal addresses, which the buckets let pass unless CountPrivateBandwidth. Connections that have no limit or bucket of
 * their own have null there.
 *
 * @param user {@code all}, {@code relayed}, or a connection's number, type and remote address
 * @param rate what may flow in a second, each way
 * @param burst what may flow at once, each way
 * @param readLeft what may be read now
 * @param writeLeft what may be written now
 * @param read what is read in a second
 * @param written what is written in a second
 */
public record Quota(String user, Long rate, Long burst, Long readLeft, Long writeLeft, long read, long written) {
    private static final int USUAL = 20;
    private static final long KIB = 1024;
    private static final Set<String> LISTENERS = Set.of("LISTENING", "WAITING");

    /** The buckets of {@code table} and its busiest connections; waits for the time of a sample. */
    static List<Quota> of(ConnectionTable table, int most) throws LocalFault, InterruptedException {
        int wanted = Routers.lines(most, USUAL);
        Sample sample = Sample.start();
        Map<Long, ConnectionStatus> before =
                connections(table).stream().collect(Collectors.toMap(ConnectionStatus::id, Function.identity()));
        sample.pause();
        List<ConnectionStatus> after = connections(table);
        sample.end();
        List<Quota> users = after.stream()
                .map(each -> user(before.get(each.id()), each, table.perConnectionRate(), sample))
                .toList();
        List<Quota> lines = new ArrayList<>();
        for (BucketStatus bucket : table.buckets()) {
            lines.add(bucket(bucket, bucket.name().equals("all") ? sockets(users) : relayed(users)));
        }
        users.stream()
                .sorted(Comparator.comparingLong((Quota each) -> each.read + each.written)
                        .reversed())
                .limit(wanted)
                .forEach(lines::add);
        return lines;
    }

    private static List<ConnectionStatus> connections(ConnectionTable table) throws LocalFault {
        return Routers.answer(table.status()).stream()
                .filter(each -> !LISTENERS.contains(each.state()))
                .toList();
    }

    /** Not the halves of linked pairs, which have no other end. */
    private static List<Quota> sockets(List<Quota> users) {
        return users.stream().filter(each -> !each.user.endsWith(" -")).toList();
    }

    private static List<Quota> relayed(List<Quota> users) {
        return users.stream().filter(each -> each.user.startsWith("or ")).toList();
    }

    private static Quota bucket(BucketStatus bucket, List<Quota> users) {
        return new Quota(
                bucket.name(),
                bucket.rate() / KIB,
                bucket.burst() / KIB,
                bucket.readLeft() / KIB,
                bucket.writeLeft() / KIB,
                users.stream().mapToLong(Quota::read).sum(),
                users.stream().mapToLong(Quota::written).sum());
    }

    private static Quota user(ConnectionStatus before, ConnectionStatus now, long perConnection, Sample sample) {
        long read = now.bytesRead() - (before == null ? 0 : before.bytesRead());
        long written = now.bytesWritten() - (before == null ? 0 : before.bytesWritten());
        boolean limited = now.type().equals("or") && perConnection > 0;
        return new Quota(
                now.type() + " " + now.id() + " " + now.remote(),
                limited ? perConnection / KIB : null,
                null,
                null,
                null,
                sample.perSecond(read) / KIB,
                sample.perSecond(written) / KIB);
    }
}
