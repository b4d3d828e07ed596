package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.AnyCertificate;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;

/** Links of other kinds: over IPv6, and with a C tor whose OpenSSL goes no further than TLS 1.2. */
class LinksIT {
    @RegisterExtension
    static final CtorNetworkExtension NET = InteropNetwork.NET;

    @BeforeAll
    static void listed(CtorNetwork network) {
        InteropNetwork.awaitListed(network, "six", "tls12", "T");
    }

    @Test
    void aClientComesByIpv6(CtorNetwork network) throws IOException {
        network.traffic("six", "relay0", "relay1")
                .streams(4)
                .bytes(1 << 20)
                .run()
                .requireClean();
        assertTrue(established(ipv6Port(network.node("six"))), "no connection to the IPv6 ORPort");
    }

    private static int ipv6Port(CtorNode node) throws IOException {
        String line = Files.readAllLines(node.torrc()).stream()
                .filter(each -> each.startsWith("ORPort [::1]:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /** Whether a socket of this machine is connected to that port of ::1 (proc(5), net/tcp6). */
    private static boolean established(int port) throws IOException {
        String to = String.format(Locale.ROOT, "00000000000000000000000001000000:%04X 01 ", port);
        return Files.readAllLines(Path.of("/proc/net/tcp6")).stream().anyMatch(line -> line.contains(to));
    }

    @Test
    void tls12LinksCarryTrafficBothWays(CtorNetwork network) throws Exception {
        assertEquals("TLSv1.2", protocol(network.node("tls12").orPort()));
        assertEquals("TLSv1.3", protocol(network.node("T").orPort()));
        network.traffic("tls12", "T", "relay0").streams(4).bytes(1 << 20).run().requireClean();
        network.traffic("T", "tls12", "relay0").streams(4).bytes(1 << 20).run().requireClean();
    }

    /** What is agreed upon with a client that knows both. */
    private static String protocol(int port) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }
}
