package org.tropea.flow.entry;

import java.net.InetAddress;
import java.util.List;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.Stream;

/** Hears the outcome of one {@link EntryRequest}, and after {@link #connected} the stream's events. In its loop. */
public interface EntryHandler extends EdgeHandler {
    /**
     * The exit connected. {@code stream} is the caller's from now on, in this loop; the rest of {@link EdgeHandler}
     * follows. {@code address} is what the name stood for at the exit for {@code ttl} seconds, or null when it did not
     * tell.
     */
    void connected(Stream stream, InetAddress address, int ttl);

    /** The names or addresses asked for; never empty. */
    void resolved(List<EntryAnswer> answers);

    /** It failed for {@code reason}, of {@link org.tropea.cell.EndReason} or {@link EntryReason}; {@code why} is for people. */
    void failed(int reason, String why);
}
