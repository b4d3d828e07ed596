package org.tropea.itests.ctor;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A block of loopback ports for one network. The block's first port stays bound as a claim, so that two runs on one
 * machine never share a block; blocks lie below the kernel's ephemeral range, so outgoing sockets cannot take them.
 */
final class Ports implements Closeable {

    private static final int BLOCK = 64;
    private static final int FIRST = 10_048;
    private static final int LAST = 32_000;
    private static final int TRIES = 200;

    private final ServerSocket claim;
    private int next;

    private Ports(ServerSocket claim) {
        this.claim = claim;
        this.next = claim.getLocalPort() + 1;
    }

    /** A block whose first port is {@code base}, or any free one when {@code base} is 0. */
    static Ports claim(int base) {
        if (base != 0) {
            return claimAt(base);
        }
        for (int i = 0; i < TRIES; i++) {
            int block = ThreadLocalRandom.current().nextInt((LAST - FIRST) / BLOCK);
            try {
                return claimAt(FIRST + block * BLOCK);
            } catch (IllegalStateException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free block of " + BLOCK + " ports between " + FIRST + " and " + LAST);
    }

    private static Ports claimAt(int base) {
        try {
            return new Ports(bind(base));
        } catch (IOException e) {
            throw new IllegalStateException("port " + base + " on 127.0.0.1 is taken", e);
        }
    }

    /** The next port of the block that nobody listens on. */
    synchronized int next() {
        int end = claim.getLocalPort() + BLOCK;
        while (next < end) {
            int port = next++;
            try (ServerSocket probe = bind(port)) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("all " + BLOCK + " ports from " + claim.getLocalPort() + " are in use");
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }
}
