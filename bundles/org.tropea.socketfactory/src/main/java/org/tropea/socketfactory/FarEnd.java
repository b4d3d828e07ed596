package org.tropea.socketfactory;

import java.net.InetAddress;
import java.util.function.Function;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/**
 * The program's half of a linked pair, whose other half, a {@link SocketEntry}, is spliced to the stream. It hears the
 * outcome beside its connection's events. Touched only by its loop.
 */
abstract class FarEnd implements ConnectionHandler {
    /** Asks for {@code request} by a pair in {@code loop}, from that loop; {@code maker} gets the program's half. */
    static void dial(RouterScope router, EntryRequest request, Function<Connection, FarEnd> maker, EventLoop loop)
            throws LocalFault {
        Dial dial = new Dial(request);
        Function<Connection, ConnectionHandler> far = half -> dial.far(maker.apply(half));
        router.part(Connections.class).link(SocketType.NAME, dial, far, loop);
    }

    /** The stream is there; {@code address} is what the host stands for at the exit, null when it did not tell. */
    abstract void connected(InetAddress address);

    /** It failed for {@code reason}; {@code why} is for people. The connection ends then. */
    abstract void refused(int reason, String why);

    /** The open stream is over; bytes that came before may follow, then the end. */
    abstract void streamEnded(int reason);
}
