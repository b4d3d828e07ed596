package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.pinning.KeyPins;
import org.tropea.authority.relays.Verdict.Kind;
import org.tropea.authority.store.DataFiles;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.net.option.Options;

class IntakeTest {
    private static final long NOW = TestRelay.NOW;

    @TempDir
    private Path directory;

    private final List<String> journal = new ArrayList<>();
    private final List<String> retested = new ArrayList<>();
    private final KeyPins pins = new KeyPins(journal::add);
    private final TestRelay relay = new TestRelay();
    private RelayBook book;
    private Intake intake;

    @BeforeEach
    void begin() {
        rules("");
    }

    private void rules(String approved, String... options) {
        book = new RelayBook(new DataFiles(directory));
        intake = new Intake(
                book,
                pins,
                new TestRelay().rsaId(),
                new Admission(options(options), ApprovedRouters.parse(approved)),
                one -> retested.add(one.identity().hex()));
    }

    private static Options options(String... pairs) {
        Map<String, Object> map = new HashMap<>(Map.of("TestingTorNetwork", "1"));
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Options.of(map);
    }

    private Verdict post(byte[] body) {
        return intake.accept(body, "127.0.0.9", NOW, (identity, nickname, verdict) -> {});
    }

    private Verdict post(String body) {
        return post(TestRelay.bytes(body));
    }

    private Verdict post() {
        return post(relay.upload());
    }

    private void refused(Kind kind, String words, Verdict verdict) {
        assertEquals(new Verdict(kind, words), verdict);
        assertNull(book.relay(relay.rsaId()));
        assertEquals(List.of(), journal);
    }

    // ---- taken ----------------------------------------------------------------------------------------------------

    @Test
    void aDescriptorAndItsExtraInfoAreTakenPinnedAndTested() {
        assertEquals(Verdict.taken("Descriptor accepted"), post());
        assertEquals(relay.descriptor(), book.relay(relay.rsaId()).descriptor().text());
        assertEquals(
                relay.extraInfo(relay.published),
                book.extraInfoOf(relay.rsaId()).text());
        assertEquals(List.of(relay.rsaId().base64() + " " + relay.ed25519Id().base64() + "\n"), journal);
        assertEquals(List.of(relay.rsaId().hex()), retested);
    }

    @Test
    void aNewerOneReplacesItAndTheOldOneIsStillThere() {
        post();
        relay.published += 50;
        relay.contact = "me";
        assertEquals(Verdict.taken("Valid server updated"), post());
        assertEquals("me", book.relay(relay.rsaId()).descriptor().facts().contact());
        relay.published -= 50;
        relay.contact = null;
        assertNotNull(book.descriptor(relay.parsed().digest()));
        assertEquals(1, retested.size());
    }

    @Test
    void anotherAddressIsTestedAgain() {
        post();
        relay.published += 50;
        relay.orPort = 5002;
        post();
        assertEquals(2, retested.size());
    }

    @Test
    void aRelayThatWokeUpIsTestedAgain() {
        relay.hibernating = true;
        post();
        relay.published += 50;
        relay.hibernating = false;
        post();
        assertEquals(2, retested.size());
    }

    @Test
    void oneThatIsMarkedInvalidIsToldSo() {
        rules("!invalid " + relay.rsaId().hex());
        post();
        relay.published += 50;
        relay.contact = "me";
        assertEquals("Invalid server updated. (This dirserver is marking your server as unapproved.)", post().words());
    }

    // ---- no news --------------------------------------------------------------------------------------------------

    @Test
    void theSameAgainIsNoNews() {
        post();
        Verdict verdict = post();
        assertEquals(Verdict.known("Router descriptor was not new."), verdict);
        assertEquals(200, verdict.answer().status());
        assertEquals(Map.of("X-Descriptor-Not-New", "Yes"), verdict.answer().headers());
    }

    @Test
    void anOlderOneIsNoNews() {
        post();
        relay.published -= 50;
        relay.contact = "me";
        assertEquals(Verdict.known("Router descriptor was not new."), post());
        assertNull(book.relay(relay.rsaId()).descriptor().facts().contact());
    }

    @Test
    void aNewerOneThatSaysNothingElseIsNoNews() {
        post();
        relay.published += 50;
        relay.uptime += 50;
        assertTrue(post().words().startsWith("Not replacing router descriptor; no information has changed"));
    }

    @Test
    void anUploadWithoutDocumentsIsNoNews() {
        assertEquals(Verdict.known("No descriptors found in your POST."), post("\n"));
    }

    @Test
    void expiredCertificatesAreAnsweredLikeNoNews() {
        relay.certificateExpires = NOW - 7200;
        Verdict verdict = post();
        refused(Kind.EXPIRED, "Some certs on this router are expired.", verdict);
        assertEquals(Map.of("X-Descriptor-Not-New", "Yes"), verdict.answer().headers());
    }

    // ---- rejected -------------------------------------------------------------------------------------------------

    @Test
    void tooLarge() {
        relay.contact = "x".repeat(20_000);
        refused(Kind.REJECTED, "Router descriptor was too large.", post(relay.descriptor()));
    }

    @Test
    void withoutTapKey() {
        relay.withTap = false;
        refused(Kind.REJECTED, "Missing TAP key in descriptor.", post(relay.descriptor()));
    }

    @Test
    void anotherEd25519IdentityThanBefore() {
        post();
        journal.clear();
        relay.master = Ed25519KeyPair.generate();
        relay.published += 50;
        relay.contact = "me";
        Verdict verdict = post();
        assertEquals(400, verdict.answer().status());
        assertTrue(verdict.words().startsWith("Looks like your keypair has changed?"));
        assertNull(book.relay(relay.rsaId()).descriptor().facts().contact());
        assertEquals(List.of(), journal);
    }

    @Test
    void anEd25519IdentityThatIsAnothersAlready() {
        post();
        TestRelay thief = new TestRelay();
        thief.master = relay.master;
        assertTrue(post(thief.upload()).words().startsWith("Looks like your keypair has changed?"));
        assertNull(book.relay(thief.rsaId()));
    }

    @Test
    void withoutPinningANewPairReplacesTheOld() {
        rules("", "AuthDirPinKeys", "0");
        post();
        relay.master = Ed25519KeyPair.generate();
        relay.published += 50;
        relay.contact = "me";
        assertEquals(Verdict.taken("Valid server updated"), post());
        assertEquals(KeyPins.Verdict.FOUND, pins.check(relay.rsaId(), relay.ed25519Id()));
    }

    @Test
    void aPlatformWithoutVersion() {
        relay.platform = "Tor on Linux";
        refused(Kind.REJECTED, "Malformed platform string.", post());
    }

    @Test
    void aVersionThatIsTooOld() {
        relay.platform = "Tor 0.4.7.16 on Linux";
        refused(Kind.REJECTED, "Tor version is insecure or unsupported. Please upgrade!", post());
    }

    @Test
    void otherProgramsHaveVersionsOfTheirOwn() {
        relay.platform = "Tropea 0.1.0 on Java";
        assertTrue(post().isTaken());
    }

    @Test
    void rejectedByEitherIdentity() {
        for (String identity : List.of(relay.rsaId().hex(), relay.ed25519Id().base64())) {
            rules("!reject " + identity);
            refused(Kind.REJECTED, Admission.MARKED, post());
        }
    }

    @Test
    void rejectedByAddress() {
        for (String pattern : List.of("127.0.0.0/8", "reject 127.0.0.1:99", "10.0.0.0/8,127.0.0.1")) {
            rules("", "AuthDirReject", pattern);
            refused(Kind.REJECTED, Admission.BAD_ADDRESS, post());
        }
        rules("", "AuthDirReject", "accept 127.0.0.1,127.0.0.0/8");
        assertTrue(post().isTaken());
    }

    @Test
    void fromTheFuture() {
        relay.published = NOW + 12 * 3600 + 1;
        refused(Kind.REJECTED, Admission.FROM_FUTURE, post());
    }

    @Test
    void tooOld() {
        relay.published = NOW - 24 * 3600 - 1;
        refused(Kind.REJECTED, Admission.EXPIRED, post());
    }

    @Test
    void privateAddresses() {
        for (String address : List.of("127.0.0.1", "10.1.1.1", "192.168.3.4", "169.254.1.1", "100.64.0.1", "0.1.2.3")) {
            relay.address = TestRelay.address(address);
            rules("", "DirAllowPrivateAddresses", "0");
            refused(Kind.REJECTED, Admission.PRIVATE, post());
        }
        relay.address = TestRelay.address("8.8.8.8");
        relay.more = List.of(new InetSocketAddress("fd00::1", 5001));
        refused(Kind.REJECTED, Admission.PRIVATE, post());
    }

    // ---- malformed ------------------------------------------------------------------------------------------------

    @Test
    void badSignatures() {
        String text = relay.descriptor();
        for (String broken : List.of(
                text.replace("uptime 100", "uptime 101"),
                text.replaceAll("(?s)(router-signature.*\n)([A-Za-z0-9+/]{10})", "$1AAAAAAAAAA"),
                text.replaceFirst("router-sig-ed25519 .{10}", "router-sig-ed25519 AAAAAAAAAA"))) {
            Verdict verdict = post(broken);
            assertEquals(Kind.MALFORMED, verdict.kind(), broken);
            assertEquals(400, verdict.answer().status());
            refused(Kind.MALFORMED, verdict.words(), verdict);
        }
    }

    @Test
    void whatIsNoTextOrNoDocument() {
        byte[] invalid = relay.upload();
        invalid[100] = (byte) 0xFF;
        for (byte[] body : List.of(
                invalid,
                new byte[0],
                TestRelay.bytes("nonsense\n"),
                TestRelay.bytes("@purpose bridge\n" + relay.descriptor()),
                TestRelay.bytes("\uFEFF" + relay.descriptor()),
                TestRelay.bytes("router x\n"),
                Arrays.copyOf(relay.upload(), 700),
                new byte[UploadParts.MOST_BYTES + 1])) {
            Verdict verdict = post(body);
            assertEquals(Kind.MALFORMED, verdict.kind());
            assertTrue(!verdict.words().isBlank() && verdict.words().indexOf('\n') < 0, verdict.words());
            refused(Kind.MALFORMED, verdict.words(), verdict);
        }
    }

    @Test
    void aBadDocumentCostsOnlyItself() {
        TestRelay other = new TestRelay();
        Verdict verdict = post(relay.descriptor() + other.descriptor().replace("uptime 100", "uptime 101"));
        assertEquals(Kind.MALFORMED, verdict.kind());
        assertNotNull(book.relay(relay.rsaId()));
        assertNull(book.relay(other.rsaId()));
    }

    // ---- extra-info -----------------------------------------------------------------------------------------------

    private void stray(String words, String descriptor, String extraInfo) {
        rules("");
        Verdict verdict = post(descriptor + extraInfo);
        assertEquals(new Verdict(Kind.STRAY, words), verdict);
        assertEquals(400, verdict.answer().status());
        assertNull(book.extraInfoOf(relay.rsaId()));
    }

    @Test
    void extraInfoWithoutADescriptor() {
        stray("No corresponding router descriptor for extra-info descriptor", "", relay.extraInfo(relay.published));
    }

    @Test
    void extraInfoOfAnotherTime() {
        stray(
                "Extrainfo published time did not match routerdesc",
                relay.descriptor(),
                relay.extraInfo(relay.published - 1));
        rules("");
        relay.published -= 10;
        assertEquals(
                Verdict.known("Extrainfo published time did not match routerdesc"),
                post(relay.descriptor() + relay.extraInfo(relay.published + 1)));
    }

    @Test
    void extraInfoThatTheDescriptorDoesNotName() {
        stray(
                "Neither digest256 or digest matched digest from routerdesc",
                relay.descriptor(),
                relay.extraInfo(relay.published, "dirreq-v3-ips us=8\n"));
    }

    @Test
    void extraInfoWithAnotherSigningKey() {
        String descriptor = relay.descriptor();
        relay.certificateExpires += 7200;
        stray("Extrainfo signing key cert didn't match routerinfo", descriptor, relay.extraInfo(relay.published));
    }

    @Test
    void extraInfoSignedByAnotherIdentity() {
        String good = relay.extraInfo(relay.published);
        TestRelay other = new TestRelay();
        String foreign = other.extraInfo(relay.published);
        String forged = good.substring(0, good.indexOf("-----BEGIN SIGNATURE"))
                + foreign.substring(foreign.indexOf("-----BEGIN SIGNATURE"));
        stray("Extrainfo signature bad, or signed with wrong key", relay.descriptor(), forged);
    }

    @Test
    void extraInfoThatIsTooLarge() {
        String large = relay.extraInfo(relay.published, "dirreq-v3-ips " + "x".repeat(50_000) + "\n");
        stray("Extrainfo document was too large", relay.descriptor(), large);
    }

    @Test
    void malformedExtraInfoIsToldAndTheDescriptorTaken() {
        Verdict verdict = post(relay.descriptor() + "extra-info relay\n");
        assertEquals(Kind.MALFORMED, verdict.kind());
        assertNotNull(book.relay(relay.rsaId()));
    }

    // ---- rules that change ----------------------------------------------------------------------------------------

    @Test
    void arelayThatIsRejectedByNowIsForgotten() {
        post();
        intake.rules(new Admission(
                options(), ApprovedRouters.parse("!reject " + relay.rsaId().hex())));
        book.clean(NOW);
        assertNull(book.relay(relay.rsaId()));
    }

    // ---- files ----------------------------------------------------------------------------------------------------

    private RelayBook again() {
        RelayBook again = new RelayBook(new DataFiles(directory));
        again.load(one -> Standing.FREE, NOW);
        return again;
    }

    @Test
    void whatWasTakenIsThereAfterACrash() {
        post();
        RelayBook again = again();
        assertEquals(relay.descriptor(), again.relay(relay.rsaId()).descriptor().text());
        assertNotNull(again.extraInfoOf(relay.rsaId()));
    }

    @Test
    void halfADocumentAtTheEndCostsOnlyItself() throws Exception {
        post();
        String half = new TestRelay().descriptor().substring(0, 900);
        new DataFiles(directory).append("cached-descriptors.new", half.getBytes(StandardCharsets.UTF_8));
        assertEquals(1, again().relays().size());
        assertEquals(1, again().relays().size());
    }

    @Test
    void oldRelaysAreForgottenAndReplacedDescriptorsLater() {
        post();
        String old = relay.descriptor();
        book.clean(NOW + 48 * 3600);
        assertNull(book.relay(relay.rsaId()));
        assertNotNull(book.descriptor(relay.parsed().digest()));
        book.clean(NOW + 5 * 86_400);
        assertNull(book.descriptor(relay.parsed().digest()), old);
        assertNull(book.extraInfoOf(relay.rsaId()));
    }
}
