package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.testkit.NullTlsProvider;
import org.tropea.testkit.TestScope;

/** Connections get their engines from the provider that their loop uses. */
class LoopTlsTest {
    private final Rig rig = new Rig(TestScope.of("SwapDrainTime", "100 msec"));
    private final TlsProvider one = new NullTlsProvider();
    private final TlsProvider two = new NullTlsProvider();

    /** Notes what it was told, and does with its engine what {@code then} says. */
    private static final class Asker implements TlsEngines.Asker {
        TlsEngine engine;
        TlsFault fault;
        Runnable then = () -> {};
        Runnable goodBye = () -> {};

        @Override
        public void engine(TlsEngine made) {
            engine = made;
            then.run();
        }

        @Override
        public void refused(TlsFault why) {
            fault = why;
        }

        @Override
        public void leaving() {
            goodBye.run();
        }
    }

    @BeforeEach
    void listen() {
        rig.listen("test");
    }

    private void offer(TlsProvider provider, String name, int ranking) {
        rig.slots.tls().offer(provider, Map.of(TlsProvider.NAME, name, "service.ranking", ranking));
        rig.group.crank();
    }

    private void withdraw(TlsProvider provider) {
        Thread stopping = new Thread(() -> rig.slots.tls().withdraw(provider), "stopping");
        stopping.start();
        long end = System.nanoTime() + 10 * Rig.SECOND;
        while (stopping.isAlive() && System.nanoTime() < end) {
            rig.group.advance(Rig.MILLI);
            Thread.onSpinWait();
        }
        assertFalse(stopping.isAlive(), "a withdrawal did not return in 10 s");
    }

    private TestHandler accept() {
        rig.peer = rig.knock();
        return rig.type.last();
    }

    private Asker ask(TestHandler handler) {
        return ask(handler, new Asker());
    }

    private Asker ask(TestHandler handler, Asker asker) {
        rig.table.requestTls(handler.connection, true, null, asker);
        return asker;
    }

    private List<String> providers() {
        List<TlsSession> sessions =
                rig.group.fromOutside(() -> rig.table.tlsSessions().get());
        return sessions.stream().map(TlsSession::provider).toList();
    }

    @Test
    void theEngineComesDuringTheRequest() {
        offer(one, "one", 0);
        TestHandler handler = accept();
        assertTrue(ask(handler).engine != null);
        assertTrue(handler.connection.reading().runs());
    }

    @Test
    void withoutAProviderReadingIsHeldUntilOneComes() {
        TestHandler handler = accept();
        Asker asker = ask(handler);
        assertNull(asker.engine);
        assertTrue(handler.connection.reading().holds(Reason.NO_TLS));
        rig.send(10);
        rig.group.crank();
        assertEquals(0, handler.taken);
        offer(one, "one", 0);
        assertTrue(asker.engine != null);
        assertEquals(10, handler.taken);
    }

    @Test
    void aBufferLayerDoesNotLiftWhatTheMissingProviderHolds() {
        TestHandler handler = accept();
        ask(handler);
        rig.group.fromOutside(() -> {
            rig.slots.buffers().withdraw(rig.layer);
            return null;
        });
        rig.slots.buffers().offer(rig.layer, Map.of());
        rig.group.crank();
        assertTrue(handler.connection.reading().holds(Reason.NO_TLS));
        assertFalse(handler.connection.writing().holds(Reason.NO_TLS));
    }

    @Test
    void newConnectionsUseTheProviderChosenThenAndOldOnesKeepTheirs() {
        offer(one, "one", 0);
        offer(two, "two", 1);
        ask(accept());
        rig.slots.tls().operatorChooses("one");
        rig.group.crank();
        ask(accept());
        rig.slots.tls().operatorChooses("two");
        rig.group.advance(5 * Rig.SECOND);
        ask(accept());
        assertEquals(List.of("two", "one", "two"), providers());
    }

    @Test
    void aProviderThatStopsTakesItsConnectionsAlongAfterTheDrainTime() {
        offer(one, "one", 0);
        TestHandler his = accept();
        ask(his);
        offer(two, "two", 1);
        TestHandler other = accept();
        ask(other);
        long before = rig.loop.now();
        withdraw(one);
        assertEquals(CloseCause.PROVIDER_GONE, his.closedWith);
        assertTrue(rig.loop.now() - before >= 100 * Rig.MILLI);
        assertNull(other.closedWith);
        assertEquals(List.of("two"), providers());
    }

    @Test
    void whoseProviderStopsMaySayGoodByeFirst() {
        offer(one, "one", 0);
        TestHandler his = accept();
        ask(his).goodBye = () -> his.write(10);
        withdraw(one);
        assertEquals(CloseCause.PROVIDER_GONE, his.closedWith);
        assertEquals(10, rig.take(100));
    }

    @Test
    void aGoodByeThatNobodyReadsIsCutOff() {
        offer(one, "one", 0);
        TestHandler his = accept();
        List<String> said = new ArrayList<>();
        ask(his).goodBye = () -> {
            said.add("good-bye");
            his.write(1_000_000);
        };
        long before = rig.loop.now();
        withdraw(one);
        assertEquals(CloseCause.PROVIDER_GONE, his.closedWith);
        assertEquals(List.of("good-bye"), said, "once");
        assertTrue(rig.loop.now() - before >= 300 * Rig.MILLI);
    }

    @Test
    void aGoodByeThatFailsClosesThisOne() {
        offer(one, "one", 0);
        TestHandler his = accept();
        ask(his).goodBye = () -> {
            throw new IllegalStateException("broken");
        };
        withdraw(one);
        assertEquals(CloseCause.BUG, his.closedWith);
        assertEquals(1, rig.context.bugs().count());
    }

    @Test
    void whoWaitsIsNoProduct() {
        TestHandler waiting = accept();
        offer(one, "one", 0);
        withdraw(one);
        ask(waiting);
        rig.group.advance(5 * Rig.SECOND);
        assertNull(waiting.closedWith);
        assertEquals(List.of("-"), providers());
    }

    @Test
    void whoCloseWhileWaitingIsForgotten() {
        TestHandler waiting = accept();
        Asker asker = ask(waiting);
        waiting.connection.close(CloseCause.HANDSHAKE_TIMEOUT);
        rig.group.crank();
        offer(one, "one", 0);
        assertNull(asker.engine);
        assertEquals(List.of(), providers());
    }

    @Test
    void theyAreServedInTheOrderInWhichTheyAsked() {
        List<String> served = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            Asker asker = new Asker();
            asker.then = () -> served.add(name);
            ask(accept(), asker);
        }
        offer(one, "one", 0);
        assertEquals(List.of("a", "b", "c"), served);
    }

    @Test
    void aProviderThatThrowsIsQuarantinedAndTheNextServes() {
        TlsProvider broken = (client, credentials) -> {
            throw new IllegalStateException("broken");
        };
        offer(one, "one", 0);
        offer(broken, "broken", 5);
        TestHandler handler = accept();
        Asker asker = ask(handler);
        rig.group.crank();
        assertTrue(asker.engine != null);
        assertTrue(rig.slots.tls().isQuarantined(broken));
        assertSame(one, rig.slots.tls().chosen());
        assertEquals(1, rig.context.bugs().count());
        assertTrue(handler.connection.reading().runs());
    }

    @Test
    void aTlsFaultIsThisConnectionsOnly() {
        TlsFault no = new TlsFault("no such key", null);
        TlsProvider choosy = (client, credentials) -> {
            throw no;
        };
        offer(choosy, "choosy", 0);
        assertSame(no, ask(accept()).fault);
        assertFalse(rig.slots.tls().isQuarantined(choosy));
    }

    @Test
    void anAskerThatFailsIsNotTheProvidersFault() {
        Asker broken = new Asker();
        broken.then = () -> {
            throw new IllegalStateException("broken");
        };
        TestHandler handler = accept();
        ask(handler, broken);
        offer(one, "one", 0);
        assertEquals(CloseCause.BUG, handler.closedWith);
        assertFalse(rig.slots.tls().isQuarantined(one));
    }
}
