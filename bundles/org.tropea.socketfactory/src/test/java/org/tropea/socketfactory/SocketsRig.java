package org.tropea.socketfactory;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.PlayedConnection;
import org.tropea.testkit.TestScope;

/** A router in one hand-cranked loop whose linked pairs end at the test: it plays the half that faces the stream. */
final class SocketsRig implements Connections {
    private static final long SECONDS = 5;

    final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    final TestScope scope = TestScope.of();
    final RouterSockets sockets;
    /** What was asked for last. */
    EntryRequest asked;
    /** The program's half of the last pair, and who hears of it. */
    PlayedConnection half;

    FarEnd end;
    /** Why no pair is linked; null when they are. */
    LocalFault refusal;
    /** Whether the far side answers each request at once. */
    boolean connects = true;
    /** With what reason it answers; 0: it connects. */
    int refuses;

    SocketsRig() {
        scope.add(LoopGroup.class, group);
        scope.add(Connections.class, this);
        sockets = new RouterSockets(scope);
    }

    /** A passage whose stream is open. */
    Passage open() {
        Passage passage = sockets.passage("example.com", 80, "test");
        group.fromOutside(() -> {
            passage.connect(0);
            return null;
        });
        return passage;
    }

    /** A program's call that may have to wait. */
    interface Call<T> {
        T call() throws Exception;
    }

    /** Starts {@code call} on a thread of the program's own. */
    static <T> CompletableFuture<T> begin(Call<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Turns the loop until {@code result} is there, and returns it; fails after {@value #SECONDS} s. */
    <T> T result(CompletableFuture<T> result) throws Exception {
        until(result::isDone);
        return result.get();
    }

    /** What {@code result} threw. */
    Throwable fault(CompletableFuture<?> result) {
        until(result::isDone);
        return result.handle((value, thrown) -> thrown).join();
    }

    void until(java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!holds.getAsBoolean()) {
            group.crank();
            Thread.onSpinWait();
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + SECONDS + " s");
            }
        }
    }

    @Override
    public Connection link(String type, Object dial, Function<Connection, ConnectionHandler> far, EventLoop loop)
            throws LocalFault {
        if (refusal != null) {
            throw refusal;
        }
        asked = ((Dial) dial).request();
        half = new PlayedConnection("linked", null, group.loop(0));
        end = (FarEnd) far.apply(half);
        half.handler = end;
        if (refuses != 0) {
            loop.execute(() -> end.refused(refuses, "as the test wants it"));
        } else if (connects) {
            loop.execute(() -> end.connected(null));
        }
        return new PlayedConnection(type, null, group.loop(0));
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local) {
        throw onlyLinks();
    }

    @Override
    public void unlisten(String type) {
        throw onlyLinks();
    }

    @Override
    public Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) {
        throw onlyLinks();
    }

    @Override
    public Connection link(String type, Object attachment, String peer, Object peerAttachment, EventLoop loop) {
        throw onlyLinks();
    }

    /** A socket of a program that listens, dials or links types by itself goes beyond its contract: its test must fail. */
    private static UnsupportedOperationException onlyLinks() {
        return new UnsupportedOperationException("sockets only link pairs");
    }
}
