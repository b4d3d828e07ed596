package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.flow.suspend.Reason;
import org.tropea.testkit.MemorySocket;
import org.tropea.testkit.TestScope;

class BandwidthTest {
    private static final int RATE = 100_000;

    private static TestScope scope(String... more) {
        String[] options = new String[more.length + 4];
        options[0] = "BandwidthRate";
        options[1] = RATE + " bytes";
        options[2] = "BandwidthBurst";
        options[3] = RATE + " bytes";
        System.arraycopy(more, 0, options, 4, more.length);
        return TestScope.of(options);
    }

    @Test
    void flowIsSmoothAtTheRate() {
        Rig rig = new Rig(scope());
        TestHandler handler = rig.accept("test");
        handler.write(1_000_000);
        rig.group.advance(Rig.SECOND);
        drain(rig);
        long least = Long.MAX_VALUE;
        long total = 0;
        for (int i = 0; i < 100; i++) {
            rig.group.advance(20 * Rig.MILLI);
            long part = drain(rig);
            least = Math.min(least, part);
            total += part;
        }
        assertTrue(least >= RATE / 100, "in some 20 ms only " + least + " bytes came");
        assertEquals(2 * RATE, total, RATE / 50);
    }

    @Test
    void emptyBucketHoldsAndTheRefillLifts() {
        Rig rig = new Rig(scope());
        TestHandler handler = rig.accept("test");
        for (int i = 0; i < 4; i++) {
            rig.send(60_000);
            rig.group.crank();
        }
        assertEquals(RATE, handler.taken);
        assertTrue(handler.connection.reading().holds(Reason.GLOBAL_BANDWIDTH));
        assertTrue(handler.connection.writing().holds(Reason.NOTHING_TO_WRITE));
        assertFalse(handler.connection.writing().holds(Reason.GLOBAL_BANDWIDTH));
        rig.group.advance(10 * Rig.MILLI);
        assertTrue(handler.taken > RATE);
    }

    @Test
    void twoConnectionsShareAlike() {
        Rig rig = new Rig(scope());
        TestHandler one = rig.accept("test");
        MemorySocket first = rig.peer;
        rig.peer = rig.knock();
        TestHandler other = rig.type.last();
        MemorySocket second = rig.peer;
        one.write(1_000_000);
        other.write(1_000_000);
        for (int i = 0; i < 200; i++) {
            rig.group.advance(20 * Rig.MILLI);
            rig.peer = first;
            drain(rig);
            rig.peer = second;
            drain(rig);
        }
        long left = one.connection.outbuf().length();
        long right = other.connection.outbuf().length();
        assertTrue(Math.abs(left - right) < RATE / 5, left + " and " + right + " bytes are left");
    }

    /** Five connections in one loop and two in another, whose looks at the buckets are {@code offset} ms apart. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7})
    void whatAConnectionGetsDoesNotDependOnItsLoop(int offset) {
        Rig rig = new Rig(scope(), 2, 1_000);
        rig.listen("test");
        List<MemorySocket> peers = new ArrayList<>();
        List<TestHandler> handlers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            rig.table.loads().add(i < 5 ? 1 : 0, 1_000); // so that it goes to the other
            peers.add(rig.knock());
            rig.table.loads().add(i < 5 ? 1 : 0, -1_000);
            handlers.add(rig.type.last());
        }
        handlers.subList(0, 5).forEach(handler -> handler.write(2_000_000));
        rig.group.advance(2 * Rig.SECOND + offset * Rig.MILLI);
        handlers.subList(5, 7).forEach(handler -> handler.write(2_000_000));
        long[] before = new long[7];
        long[] bytes = new long[7];
        for (int i = 0; i < 1_000; i++) {
            rig.group.advance(20 * Rig.MILLI);
            for (int each = 0; each < 7; each++) {
                rig.peer = peers.get(each);
                bytes[each] += drain(rig);
                before[each] = i == 100 ? bytes[each] : before[each];
            }
        }
        long total = 0;
        for (int each = 0; each < 7; each++) {
            bytes[each] -= before[each];
            total += bytes[each];
        }
        assertEquals(18 * RATE, total, RATE / 5, "all of it flows");
        for (int each = 0; each < 7; each++) {
            assertEquals(each < 5 ? 0 : 1, handlers.get(each).connection.loop().index());
            assertEquals(total / 7, bytes[each], total / 7 / 10, Arrays.toString(bytes));
        }
    }

    @Test
    void perConnectionRateLimitsRelaysOnly() {
        Rig rig = new Rig(TestScope.of("PerConnBWRate", "10000 bytes", "PerConnBWBurst", "10000 bytes"));
        TestHandler relay = rig.accept("or");
        rig.send(50_000);
        rig.group.crank();
        assertEquals(10_000, relay.taken);
        assertTrue(relay.connection.reading().holds(Reason.BANDWIDTH));
    }

    @Test
    void relayRateLimitsRelaysOnly() {
        String[] slow = {"RelayBandwidthRate", "80000 bytes", "RelayBandwidthBurst", "80000 bytes"};
        Rig relays = new Rig(TestScope.of(slow));
        TestHandler relay = relays.accept("or");
        relays.send(50_000);
        relays.group.crank();
        relays.send(50_000);
        relays.group.crank();
        assertEquals(80_000, relay.taken);
        Rig others = new Rig(TestScope.of(slow));
        TestHandler plain = others.accept("test");
        others.send(50_000);
        others.group.crank();
        others.send(50_000);
        others.group.crank();
        assertEquals(100_000, plain.taken);
    }

    @Test
    void reloadedRatesCount() {
        Rig rig = new Rig(scope());
        TestHandler handler = rig.accept("test");
        handler.write(2_000_000);
        rig.group.advance(Rig.SECOND);
        drain(rig);
        String rate = 10 * RATE + " bytes";
        rig.table.reload(
                TestScope.of("BandwidthRate", rate, "BandwidthBurst", rate).options());
        long total = 0;
        for (int i = 0; i < 50; i++) {
            rig.group.advance(20 * Rig.MILLI);
            total += drain(rig);
        }
        assertEquals(10 * RATE, total, RATE);
    }

    @Test
    void internalAddressesAreFreeUnlessCounted() {
        Rig rig = new Rig(scope("CountPrivateBandwidth", "0"));
        TestHandler handler = rig.accept("test");
        rig.send(60_000);
        rig.group.crank();
        rig.send(60_000);
        rig.group.crank();
        assertEquals(120_000, handler.taken);
    }

    @Test
    void saysWhetherThereIsRoomToWrite() {
        Rig rig = new Rig(scope());
        TestHandler handler = rig.accept("test");
        assertTrue(rig.table.mayWrite(handler.connection, 10 * RATE)); // it will never be more than full
        handler.write(RATE / 2);
        rig.group.crank();
        drain(rig);
        assertTrue(rig.table.mayWrite(handler.connection, RATE / 4));
        assertFalse(rig.table.mayWrite(handler.connection, RATE));
    }

    @Test
    void knowsInternalAddresses() {
        for (String internal : new String[] {
            "127.3.2.1",
            "10.1.1.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.1.1",
            "100.64.0.1",
            "::1",
            "fe80::1",
            "fc00::1"
        }) {
            assertTrue(RouterBandwidth.isInternal(new InetSocketAddress(internal, 1)), internal);
        }
        for (String outside : new String[] {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:db8::1"}) {
            assertFalse(RouterBandwidth.isInternal(new InetSocketAddress(outside, 1)), outside);
        }
    }

    @Test
    void oneConnectionGetsAnEighthAtMostAndFourCellsIfThereAre() {
        assertEquals(12_336, Lane.share(100_000, 1_000_000));
        assertEquals(4 * 514, Lane.share(3_000, 1_000_000));
        assertEquals(100, Lane.share(100, 1_000_000));
        assertEquals(0, Lane.share(-5, 1_000_000));
        assertEquals(50, Lane.share(100_000, 50));
    }

    private static long drain(Rig rig) {
        long total = 0;
        int part = rig.take(100_000);
        while (part > 0) {
            total += part;
            rig.group.crank();
            part = rig.take(100_000);
        }
        return total;
    }
}
