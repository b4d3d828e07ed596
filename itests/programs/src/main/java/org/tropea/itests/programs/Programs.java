package org.tropea.itests.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.net.SocketFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Obeys lines on a port of 127.0.0.1, which the file {@code programs.port} tells; answers each with one line. */
@Component(
        immediate = true,
        service = {})
public final class Programs {
    private final ServerSocket door;
    private final HttpPrograms http;
    private final SocketPrograms sockets;

    /** Two factories, so that isolation can be seen, and one selector. */
    @Activate
    public Programs(
            BundleContext bundles,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) ComponentServiceObjects<SocketFactory> factories,
            @Reference ProxySelector proxies)
            throws IOException {
        SocketFactory one = factories.getService();
        SocketFactory other = factories.getService();
        http = new HttpPrograms(one, proxies);
        sockets = new SocketPrograms(one, other, new Circuits(bundles));
        door = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
        thread(this::accept);
        Path file = Path.of(bundles.getProperty("tropea.data")).resolve("programs.port");
        Path whole = Files.writeString(file.resolveSibling("programs.tmp"), String.valueOf(door.getLocalPort()));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Deactivate
    void close() throws IOException {
        door.close();
    }

    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "programs");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                thread(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(line.split(" ")));
            }
        } catch (IOException ended) {
            return; // the test sees it
        }
    }

    /** The answer of one program, or the exception that it met. */
    private String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "HTTP" -> http.get(words[1]);
                case "POST" -> http.post(words[1], Long.parseLong(words[2]), Integer.parseInt(words[3]));
                case "URL" -> http.url(words[1]);
                case "LAYERED" -> http.layered(words[1], Integer.parseInt(words[2]), words[3]);
                case "SCHEME" -> http.scheme(words[1]);
                default -> sockets.answer(words);
            };
        } catch (Exception met) {
            return "MET " + met.getClass().getName() + " " + met.getMessage();
        }
    }
}
