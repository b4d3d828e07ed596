package org.tropea.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.directory.OrAddresses;
import org.tropea.testkit.TestScope;

class PublisherTest {
    private static final long HOUR = 3600;

    @Test
    void publishesAtTheStartAndThenKeepsQuiet() {
        Relay relay = new Relay();
        assertEquals(1, relay.pass(1));
        assertEquals("POST", relay.uploads.get(0).method());
        assertEquals("/tor/", relay.uploads.get(0).path());
        assertEquals(List.of(new InetSocketAddress("127.0.0.1", 7001)), relay.dialled);
        assertEquals(0, relay.pass(HOUR));
    }

    @Test
    void whatIsServedOfItIsMadeOnceAndAnewWithTheNextOne() {
        Relay relay = new Relay();
        assertNull(relay.publisher.own());
        relay.pass(60);
        OwnDescriptor first = relay.publisher.own();
        assertEquals(relay.last(), text(first.text()) + text(first.extraInfo()));
        assertTrue(text(first.extraInfo()).startsWith("extra-info test "));
        assertSame(first.text(), relay.publisher.own().text(), "answers that share it count as costing nothing");
        assertSame(first.extraInfo(), relay.publisher.own().extraInfo());
        relay.keys.newOnion();
        relay.pass(60);
        assertEquals(
                relay.last(),
                text(relay.publisher.own().text()) + text(relay.publisher.own().extraInfo()));
        assertNotEquals(text(first.text()), text(relay.publisher.own().text()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void publishesToEveryAuthorityButBridgeOnes() {
        String other = "two 127.0.0.2:7002 " + "C".repeat(40);
        String bridge = "three bridge 127.0.0.3:7003 " + "D".repeat(40);
        Relay relay = new Relay("DirAuthority", List.of(Relay.AUTHORITY, other, bridge));
        assertEquals(2, relay.pass(1));
        assertTrue(relay.dialled.contains(new InetSocketAddress("127.0.0.2", 7002)));
    }

    @Test
    void publishesAgainAfterEighteenHours() {
        Relay relay = new Relay();
        relay.pass(18 * HOUR - 1);
        assertEquals(1, relay.uploads.size());
        assertEquals(1, relay.pass(2));
    }

    @Test
    void publishesWhenAKeyWasRenewed() {
        Relay relay = new Relay();
        relay.pass(60);
        relay.keys.newOnion();
        assertEquals(1, relay.pass(60));
        relay.keys.newSigning();
        assertEquals(1, relay.pass(60));
    }

    @Test
    void publishesWhenAnOptionThatItNamesHasChanged() {
        Relay relay = new Relay();
        relay.pass(60);
        relay.reload(Relay.options("ContactInfo", "operator@example.org"));
        assertEquals(1, relay.pass(2));
        assertTrue(relay.last().contains("\ncontact operator@example.org\n"));
        relay.reload(Relay.options("ContactInfo", "operator@example.org", "MaxCircuitDirtiness", "20 minutes"));
        assertEquals(0, relay.pass(60));
    }

    @Test
    void publishesBandwidthThatMovedButOnlyEveryThreeHours() {
        Relay relay = new Relay();
        relay.pass(60);
        relay.bytes += 1_000_000;
        assertEquals(1, relay.pass(20));
        assertTrue(relay.last().contains(" 100000\n"), relay.last());
        relay.bytes += 9_000_000;
        assertEquals(0, relay.pass(3 * HOUR - 60));
        assertEquals(1, relay.pass(60));
        assertTrue(relay.last().contains(" 900000\n"), relay.last());
    }

    @Test
    void smallChangesOfBandwidthWait() {
        Relay relay = new Relay();
        relay.bytes = 0;
        relay.pass(60);
        relay.bytes += 1_000_000;
        relay.pass(3 * HOUR + 60);
        relay.bytes += 1_900_000;
        assertEquals(0, relay.pass(60));
    }

    @Test
    void repeatsAnUploadWithoutAnAnswerWithGrowingPauses() {
        Relay relay = new Relay();
        relay.answer = new DirResponse(0, "no answer", new byte[0]);
        assertEquals(1, relay.pass(1));
        assertEquals(1, relay.pass(2));
        assertEquals(0, relay.pass(2));
        assertEquals(1, relay.pass(2));
        assertEquals(0, relay.pass(6));
        relay.answer = new DirResponse(200, "ok", new byte[0]);
        assertEquals(1, relay.pass(2));
        assertEquals(0, relay.pass(HOUR));
    }

    @Test
    void repeatsWhenThereIsNoSocketAndWhenTheServerIsBusy() {
        Relay relay = new Relay();
        relay.noSocket = true;
        relay.pass(1);
        relay.noSocket = false;
        relay.answer = new DirResponse(503, "busy", new byte[0]);
        assertEquals(1, relay.pass(2));
        relay.answer = new DirResponse(200, "ok", new byte[0]);
        assertEquals(1, relay.pass(5));
        assertEquals(0, relay.pass(HOUR));
    }

    @Test
    void aRefusalIsNotRepeated() {
        Relay relay = new Relay();
        relay.answer = new DirResponse(400, "Fingerprint is marked rejected", new byte[0]);
        assertEquals(1, relay.pass(HOUR));
    }

    @Test
    void aNewEditionEndsTheRepetitionsOfTheOneBefore() {
        Relay relay = new Relay();
        relay.answer = new DirResponse(0, "no answer", new byte[0]);
        relay.pass(3);
        relay.keys.newOnion();
        relay.answer = new DirResponse(200, "ok", new byte[0]);
        assertEquals(1, relay.pass(HOUR));
    }

    @Test
    void stopsWhenTheOptionsNoLongerAskForIt() {
        Relay relay = new Relay();
        relay.pass(1);
        relay.reload(Relay.options("PublishServerDescriptor", "0", "ContactInfo", "changed"));
        assertEquals(0, relay.pass(60));
        relay.reload(Relay.options("ContactInfo", "changed"));
        assertEquals(1, relay.pass(60));
    }

    @Test
    void goesOnAfterOptionsThatCannotBeUsed() {
        Relay relay = new Relay();
        relay.pass(1);
        relay.scope.options(Relay.options("ExitPolicy", "accept nonsense", "ExitRelay", "1"));
        assertEquals(0, relay.pass(60));
        relay.scope.options(Relay.options("ContactInfo", "better"));
        assertEquals(1, relay.pass(60));
    }

    @Test
    void nothingIsPublishedAfterClose() {
        Relay relay = new Relay();
        relay.answer = null;
        relay.pass(1);
        relay.close();
        relay.uploads.get(0).done().accept(new DirResponse(0, "closed", new byte[0]));
        relay.keys.newOnion();
        assertEquals(0, relay.pass(HOUR));
    }

    @Test
    void factoryAsksForAnAdvertisedOrPort() throws Exception {
        PublisherFactory factory = new PublisherFactory();
        assertNull(factory.start(TestScope.of("ORPort", "9001 NoAdvertise")));
        assertNull(factory.start(TestScope.of("ORPort", "0")));
        assertNull(factory.start(TestScope.of("ORPort", "9001", "PublishServerDescriptor", "0")));
        assertFalse(PublisherFactory.publishes(TestScope.of().options()));
    }

    @Test
    void factoryWantsAnIpv4Address() {
        TestScope scope = TestScope.of("ORPort", "9001");
        scope.add(OrAddresses.class, new OrAddresses(List.of(new InetSocketAddress("::1", 9001))));
        LocalFault fault = assertThrows(LocalFault.class, () -> new PublisherFactory().start(scope));
        assertTrue(fault.getMessage().contains("set Address"));
    }
}
