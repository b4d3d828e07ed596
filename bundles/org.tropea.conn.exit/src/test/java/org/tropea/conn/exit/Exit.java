package org.tropea.conn.exit;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tropea.cell.Begin;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.option.Options;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.PlayedConnection;
import org.tropea.testkit.TestScope;

/** An exit relay in which one stream opens: the type under test between a fake stream and fake connections. */
final class Exit implements Connections {
    final HandCrankedLoop loop = new HandCrankedLoop();
    final ExitType type = new ExitType();
    final TestScope scope;
    FakeStream stream;
    EdgeHandler handler;
    PlayedConnection connection;
    boolean noSocket;

    /** A relay that accepts everything, with options as name, value, … */
    Exit(String... options) {
        scope = new TestScope("test", options(options));
        scope.add(Connections.class, this);
        scope.add(OrAddresses.class, new OrAddresses(List.of(new InetSocketAddress("127.0.0.1", 9001))));
        stream = new FakeStream(scope, loop);
    }

    static Options options(String... options) {
        Map<String, String> map = new HashMap<>(Map.of(
                "TestingTorNetwork",
                "1",
                "Nickname",
                "test",
                "ExitRelay",
                "1",
                "ExitPolicy",
                "accept *:*",
                "ServerDNSResolvConfFile",
                "/nonexistent/resolv.conf"));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return Options.of(map);
    }

    Exit begin(String host, int port, int flags) throws Exception {
        return open(RelayCommand.BEGIN, new Begin(host, port, flags).encode());
    }

    Exit resolve(String name) throws Exception {
        return open(RelayCommand.RESOLVE, (name + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Opens the stream with {@code body} somewhere in the middle of an array, as in a cell. */
    Exit open(int command, byte[] body) throws Exception {
        byte[] array = new byte[body.length + 40];
        java.util.Arrays.fill(array, (byte) 'x');
        System.arraycopy(body, 0, array, 20, body.length);
        handler = type.open(stream, command, array, 20, body.length);
        loop.crank();
        return this;
    }

    void data(String text) throws Exception {
        byte[] bytes = ("..." + text).getBytes(StandardCharsets.ISO_8859_1);
        handler.data(bytes, 3, bytes.length - 3);
    }

    /** Cranks until {@code wanted}, for what threads of the name look-ups bring. */
    void await(BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen in 30 s");
            }
            Thread.sleep(2);
            loop.crank();
        }
    }

    @Override
    public Connection dial(String name, SocketAddress remote, Object attachment, EventLoop in) throws LocalFault {
        if (noSocket) {
            throw new LocalFault("no socket");
        }
        connection = new PlayedConnection("exit", remote, loop);
        connection.handler = type.open(connection, attachment, scope);
        return connection;
    }

    @Override
    public SocketAddress listen(String name, SocketAddress local) {
        throw new AssertionError("an exit does not listen");
    }

    @Override
    public void unlisten(String name) {
        throw new AssertionError("an exit does not listen");
    }

    @Override
    public Connection link(String name, Object attachment, String peer, Object peerAttachment, EventLoop in) {
        throw new AssertionError("an exit does not link");
    }
}
