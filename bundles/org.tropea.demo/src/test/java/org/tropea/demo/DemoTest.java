package org.tropea.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class DemoTest {
    private static ServerSocket server() throws Exception {
        return new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    private static boolean isThere(int port) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> Demo.isThere(URI.create("http://127.0.0.1:" + port + "/")));
    }

    @Test
    void aPageOfAServerIsThere() throws Exception {
        try (WebServer web = new WebServer()) {
            assertTrue(Demo.isThere(URI.create(web.url())));
        }
    }

    @Test
    void aServerThatRefusesIsNotThereYet() throws Exception {
        ServerSocket closed = server();
        closed.close();
        assertFalse(isThere(closed.getLocalPort()));
    }

    @Test
    void norOneThatBreaksOff() throws Exception {
        try (ServerSocket server = server()) {
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> breakOff(server));
            assertFalse(isThere(server.getLocalPort()));
            end.join();
        }
    }

    private static void breakOff(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoLinger(true, 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Test
    void norOneThatSaysNothing() throws Exception {
        try (ServerSocket server = server()) {
            assertFalse(isThere(server.getLocalPort()));
        }
    }

    @Test
    void withoutAClientsCommandsThereIsAFaultThatSaysSo() {
        BundleContext empty = proxy(BundleContext.class, arguments -> null);
        DemoFault fault = assertThrows(DemoFault.class, () -> new Circuits(empty).used("client0"));
        assertEquals("nobody offers client:circuits", fault.getMessage());
    }

    /** It waits for routers that nobody starts. */
    @Test
    void itEndsWithItsBundle() throws Exception {
        CountDownLatch last = new CountDownLatch(1);
        Settings settings = new Settings(Path.of("nowhere"), 0, true, null, Instant.now());
        Demo demo = new Demo(settings, new Routers(admin(last)), options -> null, new Ports(), null, null);
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            try {
                return demo.call();
            } catch (Exception fault) {
                throw new CompletionException(fault);
            }
        });
        assertTrue(last.await(10, TimeUnit.SECONDS));
        demo.end();
        assertEquals(1, code.get(10, TimeUnit.SECONDS));
    }

    private static ConfigurationAdmin admin(CountDownLatch last) {
        Configuration configuration = proxy(Configuration.class, arguments -> null);
        return proxy(ConfigurationAdmin.class, arguments -> {
            if (arguments[1].equals("exit0")) {
                last.countDown();
            }
            return configuration;
        });
    }

    private static <T> T proxy(Class<T> type, Function<Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer.apply(arguments)));
    }
}
