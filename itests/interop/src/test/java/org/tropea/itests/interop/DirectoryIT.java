package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.itests.interop.DirectoryNetwork.CONSENSUS;
import static org.tropea.itests.interop.DirectoryNetwork.ask;
import static org.tropea.itests.interop.DirectoryNetwork.get;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Deadline;
import org.tropea.itests.ctor.NodeSpec;
import org.tukaani.xz.LZMAInputStream;

/** Tropea as a directory cache in a network of C tor's: what it fetches, keeps on disk, and serves to C tor. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("waits")
class DirectoryIT {
    private static final Pattern FINGERPRINT = Pattern.compile("'cache ([0-9A-F]{40})'");

    @RegisterExtension
    static final CtorNetworkExtension NET = DirectoryNetwork.NET;

    @BeforeAll
    static void bootstrapped(CtorNetwork network) {
        InteropNetwork.await(
                "enough directory information",
                60,
                () -> network.node("cache").said("Bootstrapped 75% (enough_dirinfo)") > 0);
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
        String page = "/tor/extra/fp/" + ours.split("[ \n]")[2];
        InteropNetwork.await(
                "C tor's authority has it",
                30,
                () -> ours.equals(new String(authority(network, page), StandardCharsets.UTF_8)));
        InteropNetwork.await(
                "C tor's extra-info", 60, () -> get("/tor/extra/all").contains("extra-info relay1 "));
    }

    private interface Decoder {
        InputStream of(InputStream in) throws IOException;
    }

    /** Libraries that know nothing of Tropea find the same in each encoding. */
    @Test
    void compressesAsAsked() throws IOException {
        Map<String, Decoder> decoders = Map.of(
                "deflate", InflaterInputStream::new,
                "gzip", GZIPInputStream::new,
                "x-zstd", ZstdInputStream::new,
                "x-tor-lzma", LZMAInputStream::new);
        for (Map.Entry<String, Decoder> each : decoders.entrySet()) {
            InteropNetwork.await(
                    "the same by " + each.getKey(),
                    30,
                    () -> { // unless the next consensus comes between
                        HttpURLConnection connection = ask(CONSENSUS, each.getKey());
                        byte[] text =
                                each.getValue().of(connection.getInputStream()).readAllBytes();
                        assertEquals(each.getKey(), connection.getContentEncoding());
                        return get(CONSENSUS).equals(new String(text, StandardCharsets.UTF_8));
                    });
        }
        assertEquals("x-zstd", ask(CONSENSUS, "gzip, x-zstd").getContentEncoding());
        assertEquals("x-tor-lzma", ask(CONSENSUS, "gzip, x-zstd, x-tor-lzma").getContentEncoding());
    }

    // ---- differences ----------------------------------------------------------------------------------------------

    /** C tor's authorities send the cache what has changed, and it says the same afterwards as they do. */
    @Test
    void appliesADifferenceThatCtorMade(CtorNetwork network) {
        CtorNode cache = network.node("cache");
        InteropNetwork.await(
                "a consensus by a difference",
                60,
                () -> Kills.log(cache).matches("(?s).* A diff of \\d+ bytes instead of a consensus of .*"));
        InteropNetwork.await(
                "the authorities' own",
                30,
                () -> get(CONSENSUS).equals(new String(authority(network, CONSENSUS), StandardCharsets.UTF_8)));
    }

    private static byte[] authority(CtorNetwork network, String path) throws IOException {
        Matcher line = Pattern.compile("DirAuthority .* (127\\.[0-9.]+:\\d+) [0-9A-F ]{40,}$")
                .matcher(network.joinLines().stream()
                        .filter(one -> one.startsWith("DirAuthority "))
                        .findFirst()
                        .orElseThrow());
        assertTrue(line.find());
        return URI.create("http://" + line.group(1) + path).toURL().openStream().readAllBytes();
    }

    /** C tor's client knows nobody else who has documents; its log says what it got. */
    @Test
    void ctorAppliesADifferenceThatWeMade(CtorNetwork network) throws IOException {
        CtorNode viewer = network.prepare(viewer("differ")
                .option("EntryNodes cache")
                .option("FetchDirInfoEarly 1")
                .option("FetchDirInfoExtraEarly 1"));
        Kills.logInDetail(viewer);
        viewer.start();
        InteropNetwork.await("C tor applies it", 60, () -> Kills.log(viewer).contains("Applied consensus diff"));
        viewer.stop();
    }

    // ---- who comes up by us ---------------------------------------------------------------------------------------

    /** C tor asks fallback directories by BEGIN_DIR alone, and authorities here not before the test is over. */
    @Test
    void ctorBootstrapsByBeginDir(CtorNetwork network) throws IOException {
        CtorNode viewer = network.start(viewer("viewer"));
        InteropNetwork.await("C tor's bootstrap from us", 60, () -> viewer.bootstrapped() == 100);
        viewer.stop();
    }

    private static NodeSpec viewer(String nickname) throws IOException {
        return NodeSpec.of(nickname, InteropNetwork.ctor())
                .option("/ORPort")
                .option("/ExitPolicy")
                .option("/ExitRelay")
                .option(fallback(NET.network().node("cache")))
                .option("DirAuthorityFallbackRate 0")
                .option("ClientBootstrapConsensusAuthorityDownloadInitialDelay 600");
    }

    private static String fallback(CtorNode node) throws IOException {
        Matcher fingerprint = FINGERPRINT.matcher(Files.readString(node.log()));
        assertTrue(fingerprint.find());
        return "FallbackDir 127.0.0.1:" + DirectoryNetwork.dirPort() + " orport=" + node.orPort() + " id="
                + fingerprint.group(1);
    }

    /** The authorities' addresses are nobody's: the first consensus can come from the fallback directory alone. */
    @Test
    void aClientComesUpByAFallbackDirectoryAlone(CtorNetwork network) throws IOException {
        CtorNode client = network.prepare(Tropea.relay("fallen")
                .option("/ORPort")
                .option("/SocksPort")
                .option("SocksPort 127.0.0.1:" + network.freePort())
                .option(fallback(network.node("cache"))));
        String nobody = "orport=" + network.freePort();
        Files.writeString(
                client.torrc(),
                Files.readString(client.torrc())
                        .replaceAll("(?m)^(DirAuthority .*)orport=\\d+(.* 127.0.0.1):\\d+", "$1" + nobody + "$2:1"));
        Kills.logInDetail(client);
        client.start();
        Deadline.in(Duration.ofSeconds(60))
                .await(() -> client.said("Bootstrapped 100% (done)") > 0, 50, () -> "not up:\n" + client.tail(60));
        String before = Kills.log(client).split("is in force", 2)[0];
        assertTrue(before.contains("Asking $"), before);
        client.stop();
    }

    // ---- what is on disk ------------------------------------------------------------------------------------------

    @Test
    @Order(Integer.MAX_VALUE)
    void killedItGoesOnFromDisk(CtorNetwork network) throws IOException {
        CtorNode cache = network.node("cache");
        cache.kill();
        Path folder = cache.directory();
        assertTrue(
                Files.readString(folder.resolve("cached-microdesc-consensus")).endsWith("-----END SIGNATURE-----\n"));
        assertFalse(Files.exists(folder.resolve("cached-microdesc-consensus.tmp")));
        restarted(cache);
        InteropNetwork.await(
                "its DirPort", 30, () -> get(CONSENSUS).startsWith("network-status-version 3 microdesc\n"));
    }

    /** Killed while it writes all that it has fetched: a document is there as a whole, or not at all. */
    @Test
    @Order(Integer.MAX_VALUE)
    void killedWhileItWritesItLeavesWholeDocuments(CtorNetwork network) throws Exception {
        CtorNode cache = network.node("cache");
        Path folder = cache.directory();
        Random random = new Random();
        for (int left = 2 * Integer.getInteger("tropea.kills", 1); left > 0; left--) {
            cache.kill();
            for (Path file : cached(folder)) {
                Files.delete(file);
            }
            cache.start();
            InteropNetwork.await("the first file", 60, () -> !cached(folder).isEmpty());
            Thread.sleep(random.nextInt(500));
            cache.kill();
            for (Path file : cached(folder)) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (file.toString().endsWith("consensus")) {
                    assertTrue(text.startsWith("network-status-version 3"), file + ": " + text);
                    assertTrue(text.endsWith("-----END SIGNATURE-----\n"), file + ": " + text);
                } else if (file.endsWith("cached-certs")) {
                    assertTrue(text.endsWith("-----END SIGNATURE-----\n"), file + ": " + text);
                }
            }
            restarted(cache);
        }
    }

    private static List<Path> cached(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(cached|unverified)-[^.]*"))
                    .toList();
        }
    }

    private static void restarted(CtorNode cache) {
        int before = cache.said("Bootstrapped 75% (enough_dirinfo)");
        int refused = cache.said("Refusing ");
        cache.start();
        InteropNetwork.await("the next start", 60, () -> cache.said("Bootstrapped 75% (enough_dirinfo)") > before);
        assertEquals(refused, cache.said("Refusing "), () -> cache.tail(30));
    }
}
