package org.tropea.netdoc.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.lineOf;
import static org.tropea.netdoc.Ctor.with;

import org.junit.jupiter.api.Test;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.frame.DocumentFault;

class ConsensusRefusalTest {
    private static final String TEXT = Ctor.text("consensus-microdesc");

    private static void assertChangeRefused(String old, String replacement, String reason) {
        assertRefused(lineOf(TEXT, old), reason, () -> parse(with(TEXT, old, replacement)));
    }

    private static Consensus parse(String text) throws DocumentFault {
        return Consensus.parse(bytesOf(text));
    }

    @Test
    void everyTruncationAtALineIsRefused() {
        int signature = TEXT.indexOf("-----END SIGNATURE-----\n") + "-----END SIGNATURE-----\n".length();
        for (int end = TEXT.indexOf('\n') + 1; end < signature; end = TEXT.indexOf('\n', end) + 1) {
            String cut = TEXT.substring(0, end);
            assertRefused("", () -> parse(cut));
        }
    }

    @Test
    void aDoubledDocumentIsRefused() {
        assertRefused("comes again, accepted is once in a footer", () -> parse(TEXT + TEXT));
    }

    @Test
    void versionsFlavorsAndKinds() {
        assertChangeRefused("network-status-version 3 ", "network-status-version 4 ", "accepted is 3");
        assertChangeRefused("network-status-version 3 microdesc", "network-status-version 3 big", "ns and microdesc");
        assertChangeRefused("vote-status consensus", "vote-status vote", "accepted is consensus");
        assertChangeRefused("consensus-method 35", "consensus-method 0", "accepted are numbers from 1");
        assertChangeRefused("consensus-method 35", "consensus-method 35 36", "accepted are 1");
    }

    @Test
    void theOtherFlavorsEntriesDoNotFit() {
        assertRefused("r has", () -> parse(with(TEXT, "version 3 microdesc", "version 3 ns")));
        assertRefused("r has", () -> parse(with(Ctor.text("consensus-ns"), "version 3\n", "version 3 microdesc\n")));
    }

    @Test
    void timesMustFollowEachOther() {
        String validAfter = TEXT.substring(TEXT.indexOf("valid-after ") + 12, TEXT.indexOf("\nfresh-until"));
        String freshUntil = TEXT.substring(TEXT.indexOf("fresh-until "), TEXT.indexOf("\nvalid-until"));
        assertChangeRefused(freshUntil, "fresh-until " + validAfter, "is not after valid-after");
        assertChangeRefused("valid-after 2026", "valid-after x026", "accepted is YYYY-MM-DD");
    }

    @Test
    void orderMatters() {
        assertChangeRefused("known-flags Authority Exit", "known-flags Exit Authority", "accepted are sorted flags");
        assertChangeRefused("params Auth", "params zuth", "accepted are sorted names");
    }

    @Test
    void entriesMustBeSortedAndUnique() {
        int first = TEXT.indexOf("\nr ") + 1;
        String entry = TEXT.substring(first, TEXT.indexOf("\nr ", first) + 1);
        String doubled = TEXT.substring(0, first) + entry + TEXT.substring(first);
        int again = lineOf(TEXT, "\nr ") + (int) entry.lines().count();
        assertRefused(again, "accepted are sorted entries", () -> parse(doubled));
    }

    @Test
    void eachVoterHasItsLinesOnce() {
        assertChangeRefused("vote-digest ", "contact again\nvote-digest ", "must come once after each dir-source");
        assertRefused("must come once after", () -> parse(with(TEXT, "dir-source", "contact first\ndir-source")));
        assertChangeRefused("127.0.0.1 127.0.0.1 ", "127.0.0.1 127.0.0.256 ", "not an IPv4 address");
    }

    @Test
    void anOldIdentityOfAVoterHasOneLine() throws DocumentFault {
        String legacy = "dir-source old-legacy " + "0".repeat(40) + " 127.0.0.1 127.0.0.1 1 2\n";
        String text = with(TEXT, "dir-source", legacy + "dir-source");
        Consensus consensus = parse(text);
        assertEquals(4, consensus.facts().voters().size());
        assertEquals(
                text, Consensus.of(consensus.facts(), consensus.signatures()).text());
    }

    @Test
    void entriesAreExact() {
        assertChangeRefused("r auth1 ", "r auth_1 ", "not a nickname");
        assertChangeRefused("\nm ", "\nm A", "base64 of 32 bytes");
        assertChangeRefused("pr Conflux=1", "pr Conflux=64", "versions from 0 to 63");
        assertChangeRefused("w Bandwidth=", "w Bandwidth=x", "accepted are numbers");
        assertChangeRefused("32001 32101\n", "32001 65536\n", "accepted are numbers from 0 to 65535");
        assertChangeRefused("a [::1]:", "a [::1]:0", "is not a port");
    }

    @Test
    void signaturesAreByVoters() {
        String id =
                TEXT.substring(TEXT.indexOf("directory-signature sha256 ") + 27).substring(0, 40);
        String changed = TEXT.replace("sha256 " + id, "sha256 " + "0".repeat(40));
        assertRefused(lineOf(TEXT, "directory-signature"), "which no dir-source names", () -> parse(changed));
    }

    @Test
    void nothingMayFollowTheFirstSignature() {
        assertRefused("stands after the first signature", () -> parse(TEXT + "x-later 1\n"));
    }

    @Test
    void theFooterBeginsWithItsName() {
        assertRefused("no directory-signature", () -> parse(TEXT.substring(0, TEXT.indexOf("directory-signature"))));
        assertChangeRefused("directory-footer\n", "directory-footer 1\n", "accepted are 0");
    }

    @Test
    void unknownLinesArePassedOver() throws DocumentFault {
        String text = with(TEXT, "voting-delay", "x-new 1 2 3\nvoting-delay");
        assertEquals(parse(TEXT).facts(), parse(text).facts());
        String entries = with(TEXT, "\nr ", "\nx-new\nr ");
        assertEquals(parse(TEXT).facts(), parse(entries).facts());
    }

    @Test
    void oversizedIsRefusedUnread() {
        assertRefused(0, "accepted are", () -> Consensus.parse(new byte[Consensus.MOST_BYTES + 1]));
    }
}
