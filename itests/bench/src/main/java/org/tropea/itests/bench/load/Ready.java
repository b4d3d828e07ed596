package org.tropea.itests.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Deadline;

/** When a relay is ready: it has answered VERSIONS. */
final class Ready {
    private static final int POLL_MILLIS = 2;

    private Ready() {}

    /** Starts the node and waits; returns how many seconds that took. */
    static double start(CtorNode node, Duration limit) {
        long before = System.nanoTime();
        node.start();
        return await(node, limit, before);
    }

    /** Waits for a node that was started already. */
    static double await(CtorNode node, Duration limit, long since) {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", node.orPort());
        Deadline.in(limit)
                .await(
                        () -> {
                            if (!node.isAlive()) {
                                throw new IllegalStateException("it ended");
                            }
                            return accepts(address);
                        },
                        POLL_MILLIS,
                        () -> node.nickname() + " does not accept connections:\n" + node.tail(20));
        awaitVersions(address, limit);
        return (System.nanoTime() - since) / 1e9;
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket probe = new Socket()) {
            probe.connect(address);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void awaitVersions(InetSocketAddress address, Duration limit) {
        try (Loop loop = new Loop()) {
            ClientLink link = ClientLink.dial(loop, LinkTls.client(), address, new ClientLink.Events() {
                @Override
                public void opened(ClientLink opened) {
                    // What is asked for has come before that.
                }

                @Override
                public void lost(ClientLink lost) {
                    throw new IllegalStateException("the relay closed the first connection");
                }
            });
            loop.until(link::spoken, limit, () -> "no VERSIONS from " + address);
        } catch (IOException e) {
            throw new IllegalStateException(address + ": " + e.getMessage(), e);
        }
    }
}
