package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tropea.authority.relays.Verdict.Kind;
import org.tropea.net.store.StoredFiles;

class IntakeTest extends IntakeFixture {
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
    void whatAnotherAuthorityTookIsTakenEvenWhenItSaysNothingElse() {
        post();
        relay.published += 50;
        relay.uptime += 50;
        byte[] fetched = TestRelay.bytes(relay.descriptor());
        assertEquals(
                Verdict.taken("Valid server updated"),
                whole(intake.fetched(fetched, "another authority", NOW, (identity, nickname, verdict) -> {})));
        assertEquals(
                relay.published, book.relay(relay.rsaId()).descriptor().facts().published());
    }

    @Test
    void oneDocumentIsJudgedAtATime() {
        TestRelay other = new TestRelay();
        byte[] both = TestRelay.bytes(relay.descriptor() + other.descriptor());
        Supplier<Verdict> upload = intake.posted(both, "127.0.0.9", NOW, (identity, nickname, verdict) -> {});
        assertNull(upload.get());
        assertNotNull(book.relay(relay.rsaId()));
        assertNull(book.relay(other.rsaId()));
        assertEquals(Verdict.taken("Descriptor accepted"), upload.get());
        assertNotNull(book.relay(other.rsaId()));
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
        RelayBook again = new RelayBook(new StoredFiles(directory, text -> {}, text -> {}));
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
        new StoredFiles(directory, text -> {}, text -> {})
                .append("cached-descriptors.new", half.getBytes(StandardCharsets.UTF_8));
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
