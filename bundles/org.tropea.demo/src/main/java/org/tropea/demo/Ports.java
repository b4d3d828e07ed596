package org.tropea.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on 127.0.0.1 that others must know before they are bound. */
final class Ports {
    private Ports() {}

    /** One that is free now. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
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
