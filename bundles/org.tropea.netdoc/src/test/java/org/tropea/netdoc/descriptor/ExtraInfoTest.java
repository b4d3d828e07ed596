package org.tropea.netdoc.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.with;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Parsed;
import org.tropea.netdoc.value.Octets;

class ExtraInfoTest {
    private static final int LIMIT = 1 << 20;

    private static List<ExtraInfo> real() throws DocumentFault {
        Parsed<ExtraInfo> parsed = ExtraInfo.parseAll(Ctor.bytes("extra-infos"), LIMIT);
        assertEquals(List.of(), parsed.refused());
        return parsed.documents();
    }

    private static String make(TestRelay relay, String... statistics) {
        return ExtraInfo.make(
                "relay", relay.certificate, TestRelay.NOW, List.of(statistics), relay.signing, relay.identity);
    }

    @Test
    void verifiesAndPrintsCtorsToTheByte() throws DocumentFault {
        assertEquals(7, real().size());
        for (ExtraInfo each : real()) {
            assertEquals(each.text().substring(0, each.text().indexOf(RelaySignatures.ED25519)), each.print());
        }
        assertTrue(
                real().stream().flatMap(e -> e.statistics().stream()).anyMatch(s -> s.startsWith("padding-counts ")));
    }

    @Test
    void belongsToTheDescriptorThatNamesIt() throws DocumentFault {
        Map<Octets, ServerDescriptor> descriptors =
                ServerDescriptor.parseAll(Ctor.bytes("server-descriptors"), LIMIT).documents().stream()
                        .collect(Collectors.toMap(ServerDescriptor::rsaIdentity, Function.identity()));
        ExtraInfo other = real().get(0);
        for (ExtraInfo each : real()) {
            ServerDescriptor descriptor = descriptors.get(each.rsaIdentity());
            assertTrue(each.belongsTo(descriptor));
            assertTrue(each.isBy(descriptor.facts().keys().identityKey()));
            assertEquals(each.equals(other), other.belongsTo(descriptor));
        }
    }

    @Test
    void readsWhatWeMake() throws DocumentFault {
        TestRelay relay = new TestRelay();
        String text = make(relay, "read-history 2026-11-23 00:00:00 (86400 s) 1,2\n", "x-new 1\n");
        ExtraInfo read = ExtraInfo.parse(bytesOf(text));
        assertEquals(text, read.text());
        assertEquals(2, read.statistics().size());
        assertTrue(read.isBy(relay.identity.publicKey()));
        assertFalse(read.isBy(relay.tap.publicKey()));
    }

    @Test
    void refusesWhatIsWrong() {
        TestRelay relay = new TestRelay();
        String text = make(relay, "read-history 1\n");
        assertRefused("is not a signature", () -> ExtraInfo.parse(bytesOf(with(text, "history 1", "history 2"))));
        assertRefused(
                "not a nickname",
                () -> ExtraInfo.parse(bytesOf(
                        ExtraInfo.make("re-lay", relay.certificate, 1, List.of(), relay.signing, relay.identity))));
        assertRefused("comes again", () -> ExtraInfo.parse(bytesOf(make(relay, "entry-ips a=1\n", "entry-ips a=1\n"))));
        assertRefused(0, "accepted are 50000", () -> ExtraInfo.parse(new byte[ExtraInfo.MOST_BYTES + 1]));
    }

    @Test
    void aForgedRsaSignatureIsTold() throws DocumentFault {
        TestRelay relay = new TestRelay();
        String text = make(relay);
        TestRelay other = new TestRelay();
        String forged =
                ExtraInfo.make("relay", relay.certificate, TestRelay.NOW, List.of(), relay.signing, other.identity);
        ExtraInfo read = ExtraInfo.parse(bytesOf(forged));
        assertFalse(read.isBy(relay.identity.publicKey()));
        assertTrue(ExtraInfo.parse(bytesOf(text)).isBy(relay.identity.publicKey()));
    }

    @Test
    void everyTruncationAtALineIsRefused() {
        String good = make(new TestRelay(), "read-history 1\n");
        for (int end = good.indexOf('\n') + 1; end < good.length(); end = good.indexOf('\n', end) + 1) {
            String cut = good.substring(0, end);
            assertRefused("", () -> ExtraInfo.parse(bytesOf(cut)));
        }
    }
}
