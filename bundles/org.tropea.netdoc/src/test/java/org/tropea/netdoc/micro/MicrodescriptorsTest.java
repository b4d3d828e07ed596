package org.tropea.netdoc.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.with;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.value.Octets;

class MicrodescriptorsTest {
    private static final int LIMIT = 100_000;
    private static final String KEY = "ntor-onion-key AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
    private static final String SMALL = "onion-key\n" + KEY;

    private static Microdescriptor parse(String text) throws DocumentFault {
        return Microdescriptors.parse(bytesOf(text), LIMIT);
    }

    private static List<Microdescriptor> real() throws DocumentFault {
        Parsed<Microdescriptor> parsed = Microdescriptors.parseAll(Ctor.bytes("microdescriptors"), LIMIT);
        assertEquals(List.of(), parsed.refused());
        return parsed.documents();
    }

    @Test
    void printsAuthoritiesMicrodescriptorsToTheByte() throws DocumentFault {
        StringBuilder printed = new StringBuilder();
        for (Microdescriptor each : real()) {
            assertEquals(each.text(), each.print());
            printed.append(each.print());
        }
        assertEquals(Ctor.text("microdescriptors"), printed.toString());
    }

    @Test
    void hasTheDigestsThatTheConsensusNames() throws DocumentFault {
        Map<Octets, Microdescriptor> byDigest = new HashMap<>();
        real().forEach(m -> byDigest.put(m.digest(), m));
        Consensus consensus = Consensus.parse(Ctor.bytes("consensus-microdesc"));
        assertFalse(consensus.routers().isEmpty());
        for (RouterStatus router : consensus.routers()) {
            assertNotNull(byDigest.get(router.microdescriptor()), router.nickname());
        }
    }

    @Test
    void readsWhatItSays() throws DocumentFault {
        Microdescriptor relay = real().stream()
                .filter(m -> !m.familyIds().isEmpty() && !m.exitSummary().accepts(25))
                .findFirst()
                .orElseThrow();
        assertTrue(relay.exitSummary().accepts(443));
        assertEquals(2, relay.family().size());
        assertTrue(relay.familyIds().get(0).startsWith("ed25519:"));
        assertEquals(32, relay.ntorKey().size());
        assertEquals(32, relay.ed25519Identity().size());
        assertEquals(1024, relay.tapKey().bits());
        assertFalse(relay.rejectsAll());
    }

    @Test
    void madeFromFactsItIsTheSame() throws DocumentFault {
        Microdescriptor read = real().get(0);
        Microdescriptor made = Microdescriptor.of(
                read.tapKey(),
                read.ntorKey(),
                read.ed25519Identity(),
                read.orAddresses(),
                read.family(),
                read.familyIds(),
                read.exitSummary(),
                read.ipv6ExitSummary());
        assertEquals(read, made);
    }

    @Test
    void theTapKeyMayBeMissing() throws DocumentFault {
        Microdescriptor small = parse(SMALL);
        assertNull(small.tapKey());
        assertNull(small.ed25519Identity());
        assertTrue(small.rejectsAll());
        assertEquals(SMALL, small.print());
    }

    @Test
    void addressesAndBothPoliciesComeBack() throws DocumentFault {
        String text = SMALL + "a [2001:db8::7]:9001\np reject 25\np6 accept 80,443\n"
                + "id rsa1024 AAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
        assertEquals(text, parse(text).print());
        assertEquals(9001, parse(text).orAddresses().get(0).getPort());
        assertTrue(parse(text).ipv6ExitSummary().accepts(80));
    }

    @Test
    void ourAnnotationIsNotPartOfIt() throws DocumentFault {
        Microdescriptor noted = parse("@last-listed 2026-11-23 01:00:00\n" + SMALL);
        assertEquals(parse(SMALL).digest(), noted.digest());
        assertEquals(SMALL, noted.text());
        assertTrue(noted.lastListed() > 0);
    }

    @Test
    void unknownIdentitiesArePassedOver() throws DocumentFault {
        assertNull(parse(SMALL + "id x-new whatever\n").ed25519Identity());
    }

    @Test
    void refusesWhatIsWrong() {
        assertRefused(2, "32 bytes", () -> parse("onion-key\nntor-onion-key AAAA\n"));
        assertRefused(1, "has no ntor-onion-key", () -> parse("onion-key\n"));
        assertRefused(3, "comes again", () -> parse(SMALL + KEY));
        assertRefused(2, "must be the first", () -> parse("p accept 1\n" + SMALL));
        assertRefused(3, "not a port", () -> parse(SMALL + "p accept 0\n"));
        assertRefused(3, "not an IPv6 address", () -> parse(SMALL + "a [::x]:1\n"));
        assertRefused(1, "accepted are 0", () -> parse("onion-key 1\n" + KEY));
        String id = "id ed25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
        assertRefused(4, "ed25519 comes again", () -> parse(SMALL + id + id));
        assertRefused(1, "accepted are 2 or more", () -> parse("@last-listed 3\n" + SMALL));
    }

    @Test
    void aBadOneInADownloadCostsOnlyItself() throws DocumentFault {
        String all = Ctor.text("microdescriptors");
        Parsed<Microdescriptor> parsed =
                Microdescriptors.parseAll(bytesOf(with(all, "ntor-onion-key ", "ntor-onion-kay ")), LIMIT);
        assertEquals(real().size() - 1, parsed.documents().size());
        assertEquals(1, parsed.refused().get(0).line());
    }

    @Test
    void aKeyOfAnotherSizeIsRefused() {
        String big = RsaKeyPair.generate(2048).publicKey().pem();
        assertRefused(1, "accepted are 1024", () -> parse("onion-key\n" + big + KEY));
    }
}
