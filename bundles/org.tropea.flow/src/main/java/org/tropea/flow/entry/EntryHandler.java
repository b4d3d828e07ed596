package org.tropea.flow.entry;

import java.net.InetAddress;
import java.util.List;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.Stream;

/** Hears the outcome of one {@link EntryRequest}, and after {@link #connected} the stream's events. In its loop. */
public interface EntryHandler extends EdgeHandler {
    /**
     * An exit was asked by {@code stream}, which takes data from now on. If it is called again, the exit before did not
     * connect, and nobody got what was packaged: the beginning goes to this one too. Only when a stream was asked for.
     */
    default void begun(Stream stream) {
        // Who does not care sends nothing before it is connected.
    }

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
