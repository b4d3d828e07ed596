package org.tropea.directory.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirQuery;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.cert.KeyCertificates;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.value.Octets;

class CachePagesTest {
    private static final long NOW = 1_800_000_000L;
    private static final String CONSENSUS = "/tor/status-vote/current/consensus";
    private static final String NEWEST = "22".repeat(32);
    private static final String OLDER = "11".repeat(32);
    private static final KeyCertificate CERTIFICATE = certificate();
    private static final String ID = CERTIFICATE.identity().hex();
    private static final String SK = CERTIFICATE.signingKeyDigest().hex();

    private long clock = NOW;

    private static KeyCertificate certificate() {
        try {
            RsaKeyPair identity = RsaKeyPair.generate(1024);
            String text = KeyCertificates.make(identity, RsaKeyPair.generate(1024), null, NOW - 100, NOW + 10_000);
            return KeyCertificate.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (DocumentFault bug) {
            throw new AssertionError(bug);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Octets filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return Octets.wrap(bytes);
    }

    private final Shelf shelf = new Shelf() {
        @Override
        public ServedConsensus consensus(Flavor flavor) {
            return new ServedConsensus(
                    bytes("the " + flavor.word() + " consensus"),
                    new Schedule(NOW - 1000, NOW + 2000, NOW + 5000, 300, 300),
                    filled(32, 0x22),
                    Set.of(filled(20, 0xaa), filled(20, 0xbb)),
                    Map.of(filled(32, 0x11), bytes("a diff")));
        }

        @Override
        public Collection<KeyCertificate> certificates() {
            return List.of(CERTIFICATE);
        }

        @Override
        public byte[] microdescriptor(Octets digest) {
            return digest.equals(filled(32, 1)) ? bytes("micro 1\n") : null;
        }

        @Override
        public byte[] descriptor(Octets digest) {
            return digest.equals(filled(20, 1)) ? bytes("descriptor 1\n") : null;
        }

        @Override
        public byte[] descriptorOf(Octets identity) {
            return identity.equals(filled(20, 2)) ? bytes("descriptor 2\n") : null;
        }

        @Override
        public Collection<byte[]> descriptors() {
            return List.of(bytes("descriptor 1\n"), bytes("descriptor 2\n"));
        }

        @Override
        public byte[] ownDescriptor() {
            return bytes("our own\n");
        }

        @Override
        public byte[] extraInfo(Octets digest) {
            return digest.equals(filled(20, 3)) ? bytes("extra 3\n") : null;
        }

        @Override
        public byte[] extraInfoOf(Octets identity) {
            return identity.equals(filled(20, 2)) ? bytes("extra 2\n") : null;
        }

        @Override
        public Collection<byte[]> extraInfos() {
            return List.of(bytes("extra 2\n"), bytes("extra 3\n"));
        }

        @Override
        public byte[] ownExtraInfo() {
            return bytes("our own extra\n");
        }
    };

    private DirAnswer ask(String method, String path, long modifiedSince, Map<String, String> headers) {
        List<DirAnswer> answers = new ArrayList<>();
        Clock fixed = Clock.fixed(Instant.ofEpochSecond(clock), ZoneOffset.UTC);
        boolean known = new CachePages(shelf, () -> bytes("<p>front"), fixed)
                .answer(new DirQuery(method, path, headers, new byte[0], modifiedSince, null, true), answers::add);
        assertEquals(known ? 1 : 0, answers.size());
        return known ? answers.get(0) : DirAnswer.notFound();
    }

    private String get(String path) {
        return text(ask("GET", path, 0, Map.of()));
    }

    private static String text(DirAnswer answer) {
        return answer.status() == 200
                ? new String(answer.body(), StandardCharsets.UTF_8)
                : answer.status() + " " + answer.reason();
    }

    @ParameterizedTest
    @CsvSource({
        "'',ns",
        "-ns,ns",
        "-microdesc,microdesc",
        "-microdesc/AAAA,microdesc",
        "-unheard,ns",
        "/aaaa+BB,ns",
        "/aaaa+BB+CC,ns"
    })
    void consensusByFlavorAndSigners(String rest, String flavor) {
        assertEquals("the " + flavor + " consensus", get(CONSENSUS + rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cc", "/aa+cc", "/aa+cc+dd", "/zz", "/aa+cc+dd+bb"})
    void consensusThatTooFewOfThoseNamedSigned(String rest) {
        assertEquals("404 Consensus not signed by sufficient number of requested authorities", get(CONSENSUS + rest));
    }

    @Test
    void diffs() {
        assertEquals("a diff", get(CONSENSUS + "-microdesc/diff/" + OLDER + "/aa"));
        assertEquals("404 No such diff available", get(CONSENSUS + "/diff/" + "33".repeat(32)));
        assertEquals("404 Couldn't parse request", get(CONSENSUS + "/diff/1234"));
        assertEquals("304 Not modified", get(CONSENSUS + "/diff/" + NEWEST));
        Map<String, String> header = Map.of("x-or-diff-from-consensus", "xyz, " + OLDER);
        assertEquals("a diff", text(ask("GET", CONSENSUS, 0, header)));
        header = Map.of("x-or-diff-from-consensus", "33".repeat(32));
        assertEquals("the ns consensus", text(ask("GET", CONSENSUS, 0, header)));
        header = Map.of("x-or-diff-from-consensus", NEWEST);
        assertEquals("304 Not modified", text(ask("GET", CONSENSUS, 0, header)));
    }

    @Test
    void consensusIsKeptUntilThereIsANewerOne() {
        DirAnswer answer = ask("GET", CONSENSUS, 0, Map.of());
        assertEquals(2000, answer.cacheSeconds());
        assertEquals(DirAnswer.Holder.LASTING, answer.holder());
        assertEquals("X-Or-Diff-From-Consensus", answer.headers().get("Vary"));
        clock = NOW + 3000;
        assertEquals(0, ask("GET", CONSENSUS, 0, Map.of()).cacheSeconds());
    }

    @Test
    void modifiedSince() {
        assertEquals(304, ask("GET", CONSENSUS, NOW - 999, Map.of()).status());
        assertEquals(200, ask("GET", CONSENSUS, NOW - 1000, Map.of()).status());
        assertEquals(304, ask("GET", "/tor/keys/all", NOW, Map.of()).status());
        assertEquals(200, ask("GET", "/tor/keys/all", NOW - 100, Map.of()).status());
    }

    @Test
    void oldAndFutureConsensusesAreNotServed() {
        clock = NOW + 5001 + 86_400;
        assertEquals("404 Consensus is too old", get(CONSENSUS));
        clock = NOW - 1001 - 86_400;
        assertEquals("404 Consensus is too new", get(CONSENSUS));
    }

    @Test
    void keys() {
        for (String path : List.of(
                "all", "fp/" + ID, "sk/" + SK, "fp-sk/" + ID.toLowerCase(Locale.ROOT) + "-" + SK, "fp/x+" + ID)) {
            assertEquals(CERTIFICATE.text(), get("/tor/keys/" + path), path);
        }
        for (String path : List.of("fp/" + SK, "sk/" + ID, "fp-sk/" + SK + "-" + ID, "authority", "fp/", "fp-sk/-")) {
            assertEquals("404 Not found", get("/tor/keys/" + path), path);
        }
        assertEquals("400 Bad request", get("/tor/keys/"));
        assertEquals("400 Bad request", get("/tor/keys/other/" + ID));
    }

    @Test
    void microdescriptors() {
        String one = filled(32, 1).base64();
        String other = filled(32, 2).base64();
        assertEquals("micro 1\n", get("/tor/micro/d/" + one));
        assertEquals("micro 1\n", get("/tor/micro/d/" + other + "-" + one + "-" + one + "-bad!"));
        assertEquals("404 Not found", get("/tor/micro/d/" + other));
        assertEquals("404 Not found", get("/tor/micro/d/"));
        assertEquals("404 Not found", get("/tor/micro/d/" + "!".repeat(43)));
    }

    @Test
    void serverDescriptors() {
        assertEquals(
                "descriptor 1\n",
                get("/tor/server/d/" + filled(20, 1).hex() + "+" + filled(20, 9).hex()));
        assertEquals("descriptor 2\n", get("/tor/server/fp/" + filled(20, 2).hex()));
        assertEquals("descriptor 1\ndescriptor 2\n", get("/tor/server/all"));
        assertEquals("our own\n", get("/tor/server/authority"));
        assertEquals("404 Not found", get("/tor/server/d/nonsense"));
        assertEquals("404 Not found", get("/tor/server/fp/"));
        assertEquals("404 Key not recognized", get("/tor/server/other"));
    }

    @Test
    void extraInfoDocumentsAreServedAsDescriptorsAre() {
        assertEquals("extra 3\n", get("/tor/extra/d/" + filled(20, 3).hex()));
        assertEquals("extra 2\n", get("/tor/extra/fp/" + filled(20, 2).hex()));
        assertEquals("extra 2\nextra 3\n", get("/tor/extra/all"));
        assertEquals("our own extra\n", get("/tor/extra/authority"));
        assertEquals("404 Not found", get("/tor/extra/d/" + filled(20, 1).hex()));
        assertEquals("404 Key not recognized", get("/tor/extra/other"));
    }

    @Test
    void smallPages() {
        assertEquals("User-agent: *\r\nDisallow: /\r\n", get("/tor/robots.txt"));
        assertEquals("<p>front", get("/tor/"));
        assertEquals("text/html", ask("GET", "/tor/", 0, Map.of()).headers().get("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tor/status-vote/next/consensus", "/tor/hs/3/x", "/tor/", "/tor/extra", "/tor/server/all"})
    void whatIsNotOursIsLeftToOthers(String path) {
        List<DirAnswer> answers = new ArrayList<>();
        boolean post = path.equals("/tor/") || path.equals("/tor/server/all");
        assertFalse(new CachePages(shelf, () -> null, Clock.systemUTC())
                .answer(
                        new DirQuery(post ? "POST" : "GET", path, Map.of(), new byte[0], 0, null, false),
                        answers::add));
    }
}
