package org.tropea.netdoc.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.lineOf;
import static org.tropea.netdoc.Ctor.with;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;

class DetachedSignaturesTest {
    private static final String TEXT = Ctor.text("detached-signatures");

    private static DetachedSignatures parse(String text) throws DocumentFault {
        return DetachedSignatures.parse(bytesOf(text));
    }

    private static Consensus consensus(Flavor flavor) throws DocumentFault {
        return Consensus.parse(Ctor.bytes("consensus-" + flavor.word()));
    }

    @Test
    void printsCtorsToTheByte() throws DocumentFault {
        assertEquals(TEXT, parse(TEXT).print());
    }

    @Test
    void areThoseOfTheConsensus() throws DocumentFault {
        DetachedSignatures read = parse(TEXT);
        assertTrue(read.areOn(consensus(Flavor.NS)));
        assertTrue(read.areOn(consensus(Flavor.MICRODESC)));
        assertFalse(read.areOn(Consensus.parse(Ctor.bytes("consensus-ns-before"))));
        assertFalse(read.areOn(Consensus.parse(Ctor.bytes("consensus-microdesc-before"))));
        assertEquals(read, DetachedSignatures.of(consensus(Flavor.NS), List.of(consensus(Flavor.MICRODESC))));
    }

    @Test
    void theyMakeTheConsensusWhole() throws DocumentFault {
        List<KeyCertificate> certificates =
                KeyCertificate.parseAll(Ctor.bytes("key-certificates")).documents();
        for (Flavor flavor : Flavor.values()) {
            Consensus whole = consensus(flavor);
            Consensus mine = Consensus.of(whole.facts(), whole.signatures().subList(1, 2));
            Consensus merged = mine.withSignatures(parse(TEXT).of(flavor));
            assertEquals(whole, merged);
            assertEquals(3, merged.check(certificates).good().size());
        }
    }

    @Test
    void signaturesByNobodyWhoVotedAreLeftOut() throws DocumentFault {
        Consensus whole = consensus(Flavor.NS);
        DirectorySignature one = whole.signatures().get(0);
        DirectorySignature stranger = new DirectorySignature(
                null, org.tropea.netdoc.value.Octets.of(new byte[20]), one.signingKeyDigest(), one.signature());
        assertEquals(whole, whole.withSignatures(List.of(stranger, one)));
    }

    @Test
    void everyTruncationInsideIsRefused() {
        int end = TEXT.indexOf("directory-signature");
        for (int cut = TEXT.indexOf('\n') + 1; cut <= end; cut = TEXT.indexOf('\n', cut) + 1) {
            String text = TEXT.substring(0, cut);
            assertRefused("", () -> parse(text));
        }
    }

    @Test
    void refusesWhatIsWrong() {
        assertRefused(1, "40 hexadecimal digits", () -> parse(with(TEXT, "consensus-digest ", "consensus-digest 0")));
        assertRefused(
                2,
                "must be the first",
                () -> parse("valid-after 2026-01-01 00:00:00\n" + with(TEXT, "valid-after", "x-after")));
        int line = lineOf(TEXT, "additional-digest");
        assertRefused(
                line, "64 hexadecimal digits", () -> parse(with(TEXT, "microdesc sha256 ", "microdesc sha256 0")));
        assertRefused(0, "accepted are", () -> DetachedSignatures.parse(new byte[DetachedSignatures.MOST_BYTES + 1]));
    }

    @Test
    void digestsByUnknownAlgorithmsArePassedOver() throws DocumentFault {
        DetachedSignatures read =
                parse(with(TEXT, "additional-digest microdesc sha256", "additional-digest microdesc sha9"));
        assertEquals(List.of(), read.digests());
        assertEquals(3, read.of(Flavor.MICRODESC).size());
    }
}
