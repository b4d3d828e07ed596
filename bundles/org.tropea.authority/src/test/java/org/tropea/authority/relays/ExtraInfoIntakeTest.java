package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.tropea.authority.relays.Verdict.Kind;

class ExtraInfoIntakeTest extends IntakeFixture {
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
}
