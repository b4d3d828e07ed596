package org.tropea.netdoc.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.descriptor.TestRelay.parse;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Encodings;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

class ServerDescriptorTest {
    private static final int LIMIT = 1 << 20;

    private static Map<Octets, ServerDescriptor> real() throws DocumentFault {
        Parsed<ServerDescriptor> parsed = ServerDescriptor.parseAll(Ctor.bytes("server-descriptors"), LIMIT);
        assertEquals(List.of(), parsed.refused());
        return parsed.documents().stream()
                .collect(Collectors.toMap(ServerDescriptor::rsaIdentity, Function.identity()));
    }

    @Test
    void verifiesAndPrintsCtorsDescriptorsToTheByte() throws DocumentFault {
        assertEquals(7, real().size());
        for (ServerDescriptor each : real().values()) {
            String printed = each.facts().print();
            assertEquals(each.text().substring(0, each.text().indexOf(RelaySignatures.ED25519)), printed);
        }
    }

    @Test
    void hasTheDigestsThatTheConsensusNames() throws DocumentFault {
        Map<Octets, ServerDescriptor> byIdentity = real();
        for (RouterStatus router : Consensus.parse(Ctor.bytes("consensus-ns")).routers()) {
            ServerDescriptor descriptor = byIdentity.get(router.identity());
            assertNotNull(descriptor);
            assertEquals(router.descriptor(), descriptor.digest());
            assertEquals(router.published(), descriptor.facts().published());
            assertEquals(router.orAddresses(), descriptor.facts().orAddresses());
        }
    }

    @Test
    void readsWhatItSays() throws DocumentFault {
        DescriptorFacts facts = real().values().stream()
                .map(ServerDescriptor::facts)
                .filter(f -> f.nickname().equals("relay1"))
                .findFirst()
                .orElseThrow();
        assertEquals(102_400, facts.bandwidth().rate());
        assertEquals(
                Math.min(102_400, facts.bandwidth().observed()),
                facts.bandwidth().capped());
        assertEquals("Tor 0.4.9.11 on Linux", facts.platform());
        assertEquals(
                List.of("accept *:80", "accept *:443", "reject *:*"),
                facts.policy().stream().map(PolicyLine::toString).toList());
        assertTrue(facts.ipv6Policy().accepts(443));
        assertTrue(facts.hiddenServiceDir() && facts.tunnelledDirServer());
        assertFalse(facts.cachesExtraInfo() || facts.hibernating());
        assertEquals(2, facts.family().size());
        assertEquals(1, facts.familyCertificates().size());
    }

    @Test
    void familyCertificatesMakeFamilyIds() throws DocumentFault {
        long members = real().values().stream()
                .filter(d -> d.familyIds().equals(List.of("ed25519:+YzVcdxyH92GP0QDU89LWYN9oNR33IPDKnU5GZzZUsc")))
                .count();
        assertEquals(4, members);
    }

    @Test
    void readsWhatWeSign() throws DocumentFault, ValueFault {
        TestRelay relay = new TestRelay();
        ServerDescriptor read = parse(relay.descriptor());
        assertEquals(relay.descriptor().length(), read.text().length());
        assertEquals(relay.facts().print(), read.facts().print());
        assertEquals(Octets.wrap(relay.master.publicKey()), read.ed25519Identity());
        assertEquals(List.of("ed25519:" + Encodings.base64(relay.family.publicKey())), read.familyIds());
        assertTrue(read.facts().hibernating());
        assertEquals(TestRelay.NOW + 3600 - TestRelay.NOW % 3600, read.expires() - TestRelay.NOW % 3600, 3600);
    }

    @Test
    void theTapKeyMayBeMissing() throws DocumentFault, ValueFault {
        TestRelay relay = new TestRelay();
        String text = relay.facts().print();
        int onion = text.indexOf("onion-key\n");
        int cross = text.indexOf("onion-key-crosscert\n");
        String without = text.substring(0, onion)
                + text.substring(text.indexOf("signing-key"), cross)
                + text.substring(text.indexOf("ntor-onion-key-crosscert"));
        assertNull(parse(relay.signed(without)).facts().keys().tapKey());
    }

    @Test
    void annotationsAndBlankLinesAreNotPartOfIt() throws DocumentFault, ValueFault {
        String text = new TestRelay().descriptor();
        ServerDescriptor noted = parse("@downloaded-at 2026-11-23 00:00:00\n@source \"127.0.0.1\"\n" + text + "\n");
        assertEquals(text, noted.text());
        assertEquals(parse(text).digest(), noted.digest());
    }

    @Test
    void aBadOneInADownloadCostsOnlyItself() throws DocumentFault {
        String all = Ctor.text("server-descriptors");
        Parsed<ServerDescriptor> parsed =
                ServerDescriptor.parseAll(Ctor.bytesOf(Ctor.with(all, "\nuptime ", "\nuptime 1")), LIMIT);
        assertEquals(6, parsed.documents().size());
        assertTrue(parsed.refused().get(0).getMessage().contains("router-sig-ed25519 is not a signature"));
    }
}
