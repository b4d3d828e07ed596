package org.tropea.netdoc.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.with;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.value.Octets;

class ConsensusTest {
    private static Consensus parse(String name) throws DocumentFault {
        return Consensus.parse(Ctor.bytes(name));
    }

    private static List<KeyCertificate> certificates() throws DocumentFault {
        return KeyCertificate.parseAll(Ctor.bytes("key-certificates")).documents();
    }

    private static List<Octets> identities(List<KeyCertificate> certificates) {
        return certificates.stream().map(KeyCertificate::identity).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"consensus-ns", "consensus-microdesc", "consensus-ns-before", "consensus-microdesc-before"})
    void printsAuthoritiesConsensusesToTheByte(String name) throws DocumentFault {
        Consensus read = parse(name);
        assertEquals(
                Ctor.text(name), Consensus.of(read.facts(), read.signatures()).text());
        assertEquals(read, Consensus.of(read.facts(), read.signatures()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"consensus-ns", "consensus-microdesc"})
    void authoritiesSignaturesAreGood(String name) throws DocumentFault {
        SignatureCheck check = parse(name).check(certificates());
        assertEquals(3, check.good().size());
        assertEquals(Set.of(), check.bad());
        assertEquals(List.of(), check.unknown());
        assertTrue(check.isByMostOf(identities(certificates())));
    }

    @Test
    void readsThePreamble() throws DocumentFault {
        ConsensusFacts facts = parse("consensus-microdesc").facts();
        assertEquals(Flavor.MICRODESC, facts.flavor());
        assertEquals(35, facts.method());
        assertEquals(20, facts.schedule().freshUntil() - facts.schedule().validAfter());
        assertEquals(4, facts.schedule().voteSeconds());
        assertEquals("0.4.9.11", facts.serverVersions());
        assertEquals(2, facts.params().get("cc_alg", 0));
        assertEquals(800, facts.params().get("circwindow", 1000));
        assertTrue(facts.knownFlags().contains(Flags.NO_ED_CONSENSUS));
        assertTrue(facts.protocols().requiredClient().supports("Link", 4));
        assertFalse(facts.protocols().requiredClient().supports("Link", 5));
        assertEquals(10000, facts.bandwidthWeights().get("Wgg", 0));
        assertEquals("Übung <auth@example.invalid>", facts.voters().get(0).contact());
        assertEquals(20, facts.voters().get(0).voteDigest().size());
    }

    @Test
    void readsEntries() throws DocumentFault {
        Consensus consensus = parse("consensus-ns");
        RouterStatus exit = consensus.routers().stream()
                .filter(r -> r.nickname().equals("relay1"))
                .findFirst()
                .orElseThrow();
        assertTrue(exit.has(Flags.EXIT) && exit.has(Flags.GUARD));
        assertFalse(exit.has(Flags.AUTHORITY));
        assertTrue(exit.supports("Relay", 6));
        assertEquals("Tor 0.4.9.11", exit.version());
        assertEquals("accept 80,443", exit.exitSummary().toString());
        assertEquals(32021, exit.orPort());
        assertEquals(32021, exit.orAddresses().get(0).getPort());
        assertEquals(20, exit.descriptor().size());
        assertNull(exit.microdescriptor());
        assertTrue(exit.bandwidth().bandwidth() > 0);
    }

    @Test
    void theMicrodescFlavorNamesMicrodescriptors() throws DocumentFault {
        for (RouterStatus router : parse("consensus-microdesc").routers()) {
            assertEquals(32, router.microdescriptor().size());
            assertNull(router.descriptor());
            assertNull(router.exitSummary());
        }
    }

    @Test
    void findsRelaysByIdentity() throws DocumentFault {
        Consensus consensus = parse("consensus-ns");
        for (RouterStatus router : consensus.routers()) {
            assertSame(router, consensus.router(router.identity()));
        }
        assertNull(consensus.router(Octets.of(new byte[20])));
    }

    @Test
    void equalLinesOfEntriesAreOneValue() throws DocumentFault {
        List<RouterStatus> routers = parse("consensus-ns").routers();
        assertSame(routers.get(0).protocols(), routers.get(1).protocols());
    }

    @Test
    void oneChangedCharacterMakesEverySignatureBad() throws DocumentFault {
        String changed = with(Ctor.text("consensus-ns"), "p accept 80,443", "p accept 80,444");
        SignatureCheck check = Consensus.parse(bytesOf(changed)).check(certificates());
        assertEquals(Set.of(), check.good());
        assertEquals(3, check.bad().size());
        assertFalse(check.isByMostOf(identities(certificates())));
    }

    @Test
    void aMissingCertificateIsToldAndMayDecide() throws DocumentFault {
        List<KeyCertificate> all = certificates();
        SignatureCheck check = parse("consensus-ns").check(all.subList(0, 1));
        assertEquals(1, check.good().size());
        assertEquals(2, check.unknown().size());
        assertFalse(check.isByMostOf(identities(all)));
        assertTrue(check.couldBeByMostOf(identities(all)));
    }

    @Test
    void authoritiesThatNobodyTrustsDoNotCount() throws DocumentFault {
        SignatureCheck check = parse("consensus-ns").check(certificates());
        List<Octets> others =
                List.of(Octets.of(new byte[20]), identities(certificates()).get(0));
        assertFalse(check.isByMostOf(others));
        assertFalse(check.couldBeByMostOf(others));
    }

    @Test
    void aSecondSignatureByTheSameAuthorityCountsOnce() throws DocumentFault {
        String text = Ctor.text("consensus-ns");
        int first = text.indexOf("directory-signature ");
        String signature = text.substring(first, text.indexOf("directory-signature ", first + 1));
        String doubled = text.substring(0, first) + signature + signature;
        SignatureCheck check = Consensus.parse(bytesOf(doubled)).check(certificates());
        assertEquals(1, check.good().size());
        assertFalse(check.isByMostOf(identities(certificates())));
    }

    @Test
    void signaturesByUnknownAlgorithmsAreKeptAndCountForNothing() throws DocumentFault {
        String text =
                with(Ctor.text("consensus-microdesc"), "directory-signature sha256", "directory-signature sha999");
        Consensus consensus = Consensus.parse(bytesOf(text));
        SignatureCheck check = consensus.check(certificates());
        assertEquals(2, check.good().size());
        assertEquals(3, consensus.signatures().size());
        assertEquals(
                text, Consensus.of(consensus.facts(), consensus.signatures()).text());
    }

    @Test
    void theDigestForDiffsIsAnother() throws DocumentFault {
        Consensus consensus = parse("consensus-ns");
        assertEquals(32, consensus.sha3AsSigned().size());
        assertNotEquals(consensus.digest(DigestAlgorithm.SHA256), consensus.sha3AsSigned());
    }
}
