package org.tropea.flow.transport;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.BiConsumer;
import org.tropea.flow.fault.CloseCause;

/**
 * What a connection or a listener of a transport is for; attached by who dials or listens. Immutable, any thread.
 *
 * @param transport the transport's name
 * @param arguments of the Bridge line for one that is dialled, of ServerTransportOptions for a listener
 * @param bridge the bridge that is dialled; null on the server's side
 * @param onward the type that the connection becomes
 * @param attachment what goes to that type with it
 * @param failed told, in the connection's loop, of one that closed and became nothing, with a clause for people or an empty one
 */
public record TransportUse(
        String transport,
        Map<String, String> arguments,
        InetSocketAddress bridge,
        String onward,
        Object attachment,
        BiConsumer<CloseCause, String> failed) {
    /** A listener whose connections become OR connections. */
    public static TransportUse serving(String transport, Map<String, String> options) {
        return new TransportUse(transport, options, null, "or", null, (cause, why) -> {});
    }
}
