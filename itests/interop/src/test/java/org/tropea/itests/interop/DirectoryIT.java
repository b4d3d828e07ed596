package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;

/** Tropea as a directory cache in a network of C tor's: what it fetches, keeps on disk, and serves to C tor. */
@Tag("waits")
class DirectoryIT {
    private static final String CONSENSUS = "/tor/status-vote/current/consensus-microdesc";
    private static final Pattern FINGERPRINT = Pattern.compile("'cache ([0-9A-F]{40})'");
    private static volatile int dirPort;

    @RegisterExtension
    static final CtorNetworkExtension NET =
            CtorNetworkExtension.of(network -> network.relays(2).with(DirectoryIT::cache));

    private static void cache(CtorNetwork network) {
        dirPort = network.freePort();
        network.start(
                Tropea.relay("cache").option("DirPort 127.0.0.1:" + dirPort).option("DownloadExtraInfo 1"));
    }

    @BeforeAll
    static void bootstrapped(CtorNetwork network) {
        InteropNetwork.await(
                "enough directory information",
                60,
                () -> network.node("cache").said("Bootstrapped 75% (enough_dirinfo)") > 0);
    }

    private static HttpURLConnection ask(String path, String encoding) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + dirPort + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", encoding);
        connection.setReadTimeout(10_000);
        return connection;
    }

    private static String get(String path) throws IOException {
        return new String(ask(path, "identity").getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void servesBothFlavorsCertificatesAndDescriptors() throws IOException {
        assertTrue(get(CONSENSUS).startsWith("network-status-version 3 microdesc\n"));
        assertTrue(get("/tor/status-vote/current/consensus").startsWith("network-status-version 3\n"));
        assertTrue(get("/tor/keys/all").startsWith("dir-key-certificate-version 3\n"));
        assertTrue(get("/tor/server/authority").startsWith("router cache 127.0.0.1 "));
        InteropNetwork.await(
                "C tor's descriptors", 60, () -> get("/tor/server/all").contains("router relay1 "));
        Matcher digest = Pattern.compile("(?m)^m (\\S{43})$").matcher(get(CONSENSUS));
        assertTrue(digest.find());
        assertTrue(get("/tor/micro/d/" + digest.group(1)).startsWith("onion-key\n"));
        assertEquals(404, ask("/tor/micro/d/" + "A".repeat(43), "identity").getResponseCode());
    }

    /** C tor's authorities take our extra-info document, and a cache that fetches them has C tor's. */
    @Test
    void extraInfoDocumentsGoBothWays(CtorNetwork network) throws IOException {
        String ours = get("/tor/extra/authority");
        assertTrue(ours.startsWith("extra-info cache "), ours);
        Matcher line = Pattern.compile("DirAuthority .* (127\\.[0-9.]+:\\d+) [0-9A-F ]{40,}$")
                .matcher(network.joinLines().stream()
                        .filter(one -> one.startsWith("DirAuthority "))
                        .findFirst()
                        .orElseThrow());
        assertTrue(line.find());
        URI authority = URI.create("http://" + line.group(1) + "/tor/extra/fp/" + ours.split("[ \n]")[2]);
        assertEquals(ours, new String(authority.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8));
        InteropNetwork.await(
                "C tor's extra-info", 60, () -> get("/tor/extra/all").contains("extra-info relay1 "));
    }

    @Test
    void compressesAsAsked() throws IOException {
        HttpURLConnection connection = ask(CONSENSUS, "deflate");
        String text =
                new String(new InflaterInputStream(connection.getInputStream()).readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("network-status-version 3 microdesc\n"));
        assertEquals("deflate", connection.getContentEncoding());
        assertEquals("x-zstd", ask(CONSENSUS, "gzip, x-zstd").getContentEncoding());
        assertEquals("x-tor-lzma", ask(CONSENSUS, "gzip, x-zstd, x-tor-lzma").getContentEncoding());
    }

    /** C tor asks fallback directories by BEGIN_DIR alone, and authorities here not before the test is over. */
    @Test
    void ctorBootstrapsByBeginDir(CtorNetwork network) throws IOException {
        Matcher fingerprint =
                FINGERPRINT.matcher(Files.readString(network.node("cache").log()));
        assertTrue(fingerprint.find());
        CtorNode viewer = network.start(NodeSpec.of("viewer", InteropNetwork.ctor())
                .option("/ORPort")
                .option("/ExitPolicy")
                .option("/ExitRelay")
                .option("FallbackDir 127.0.0.1:" + dirPort + " orport="
                        + network.node("cache").orPort() + " id=" + fingerprint.group(1))
                .option("DirAuthorityFallbackRate 0")
                .option("ClientBootstrapConsensusAuthorityDownloadInitialDelay 600"));
        InteropNetwork.await("C tor's bootstrap from us", 60, () -> viewer.bootstrapped() == 100);
    }

    @Test
    void killedItGoesOnFromDisk(CtorNetwork network) throws IOException {
        CtorNode cache = network.node("cache");
        int before = cache.said("Bootstrapped 75% (enough_dirinfo)");
        cache.kill();
        Path folder = cache.directory();
        assertTrue(
                Files.readString(folder.resolve("cached-microdesc-consensus")).endsWith("-----END SIGNATURE-----\n"));
        assertFalse(Files.exists(folder.resolve("cached-microdesc-consensus.tmp")));
        cache.start();
        InteropNetwork.await("the second start", 60, () -> cache.said("Bootstrapped 75% (enough_dirinfo)") > before);
        InteropNetwork.await(
                "its DirPort", 30, () -> get(CONSENSUS).startsWith("network-status-version 3 microdesc\n"));
    }
}
