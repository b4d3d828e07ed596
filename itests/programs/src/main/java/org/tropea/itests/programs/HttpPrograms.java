package org.tropea.itests.programs;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Random;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What programs do by HTTP: with HttpClient, URLConnection, and TLS over a socket. */
final class HttpPrograms {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SocketFactory factory;
    private final ProxySelector proxies;
    private final SSLContext tls;
    private final HttpClient client;

    HttpPrograms(SocketFactory factory, ProxySelector proxies) {
        this.factory = factory;
        this.proxies = proxies;
        try {
            tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new AnyServer()}, new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        client = HttpClient.newBuilder()
                .proxy(proxies)
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** The test's server has a certificate that nobody knows. */
    private static final class AnyServer extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    String get(String url) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build());
    }

    /** Sends the bytes of a seed, as a stream: in chunks. */
    String post(String url, long seed, int length) throws IOException, InterruptedException {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        HttpRequest.BodyPublisher stream =
                HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
        return sent(HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .POST(stream)
                .build());
    }

    private String sent(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return response.statusCode() + " " + Digest.of(response.body());
    }

    String url(String url) throws IOException {
        URI uri = URI.create(url);
        URLConnection connection =
                uri.toURL().openConnection(proxies.select(uri).get(0));
        connection.setReadTimeout((int) PATIENCE.toMillis());
        try (InputStream in = connection.getInputStream()) {
            return Digest.of(in.readAllBytes());
        }
    }

    /** TLS by the JDK over a socket of the factory, whose host is unresolved. */
    String layered(String host, int port, String path) throws IOException {
        try (Socket plain = factory.createSocket()) {
            plain.connect(InetSocketAddress.createUnresolved(host, port), (int) PATIENCE.toMillis());
            try (Socket secure = tls.getSocketFactory().createSocket(plain, host, port, true)) {
                secure.getOutputStream()
                        .write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                return Digest.of(SocketPrograms.body(secure));
            }
        }
    }

    String scheme(String uri) {
        return String.valueOf(proxies.select(URI.create(uri)));
    }
}
