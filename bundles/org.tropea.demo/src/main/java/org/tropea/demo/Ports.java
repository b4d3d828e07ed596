package org.tropea.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports on 127.0.0.1 that others must know before they are bound: no two of them the same, and none of those that the
 * kernel gives connections that begin here (32768 and above unless somebody changed it). Any thread.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 1_000;

    private final Set<Integer> drawn = new HashSet<>();
    private final Random random = new Random();

    /** One that is free now, and was not drawn before. */
    synchronized int free() throws DemoFault {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + random.nextInt(COUNT);
            if (!drawn.contains(port) && isFree(port)) {
                drawn.add(port);
                return port;
            }
        }
        throw new DemoFault("no port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free on 127.0.0.1");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Waits until something listens on {@code port}, 10 s at most. */
    static void awaitOpen(int port) throws IOException, DemoFault, InterruptedException {
        for (int i = 0; i < 200; i++) {
            try (Socket there = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
                return;
            } catch (ConnectException notYet) {
                Thread.sleep(50);
            }
        }
        throw new DemoFault("nothing listens on 127.0.0.1:" + port + " within 10 s");
    }
}
