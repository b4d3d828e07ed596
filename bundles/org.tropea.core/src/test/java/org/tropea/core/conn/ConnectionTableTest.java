package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.testkit.MemorySocket;
import org.tropea.testkit.TestScope;

class ConnectionTableTest {
    private static TestScope impatient() {
        return TestScope.of("SwapDrainTime", "0");
    }

    private static void withdraw(Rig rig) {
        rig.group.fromOutside(() -> {
            rig.slots.types().withdraw(rig.type);
            return null;
        });
    }

    private static void closeSoon(Rig rig, TestHandler handler) {
        Thread ending = new Thread(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            rig.loop.execute(() -> handler.connection.close(CloseCause.FINISHED));
        });
        ending.start();
    }

    @Test
    void absentTypeHoldsTheListenerUntilItComesBack() {
        Rig rig = new Rig(impatient());
        withdraw(rig);
        rig.listen("test");
        rig.knock();
        assertEquals(0, rig.type.handlers.size());
        assertTrue(status(rig).get(0).reading().startsWith("NO_TYPE"));
        rig.slots.types().offer(rig.type, Map.of(ConnectionType.TYPE, "test"));
        rig.group.crank();
        assertEquals(1, rig.type.handlers.size());
        assertEquals("-", status(rig).get(0).reading());
    }

    @Test
    void withdrawnTypeClosesWhatDidNotEnd() {
        Rig rig = new Rig(impatient());
        TestHandler handler = rig.accept("test");
        withdraw(rig);
        assertEquals(CloseCause.PROVIDER_GONE, handler.closedWith);
        assertTrue(status(rig).get(0).reading().startsWith("NO_TYPE"));
    }

    @Test
    void withdrawalWaitsForConnectionsThatEndByThemselves() {
        Rig rig = new Rig(TestScope.of("SwapDrainTime", "2 seconds"));
        TestHandler handler = rig.accept("test");
        closeSoon(rig, handler);
        withdraw(rig);
        assertEquals(CloseCause.FINISHED, handler.closedWith);
    }

    @Test
    void connectionsOfATypeThatCameBackOutliveTheOldDrain() {
        Rig rig = new Rig(TestScope.of("SwapDrainTime", "1 second"));
        closeSoon(rig, rig.accept("test"));
        withdraw(rig);
        rig.slots.types().offer(rig.type, Map.of(ConnectionType.TYPE, "test"));
        rig.knock();
        rig.group.advance(3 * Rig.SECOND);
        assertEquals(2, rig.type.handlers.size());
        assertTrue(rig.type.last().connection.isOpen());
    }

    @Test
    void acceptedSocketsGoToTheLoopWithTheLeastThenInTurn() {
        Rig rig = new Rig(TestScope.of(), 3, 100);
        rig.listen("test");
        rig.table.loads().add(1, 2);
        List<Integer> loops = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            rig.knock();
            loops.add(rig.type.last().connection.loop().index());
        }
        assertEquals(List.of(0, 2, 0, 2, 0, 1, 2), loops);
        rig.type.handlers.get(0).connection.close(CloseCause.FINISHED);
        rig.group.crank();
        rig.knock();
        assertEquals(0, rig.type.last().connection.loop().index());
    }

    @Test
    void dialNeedsTheType() {
        Rig rig = new Rig();
        LocalFault fault = assertThrows(LocalFault.class, () -> rig.table.dial("nothing", Rig.HERE, null, rig.loop));
        assertTrue(fault.getMessage().contains("nothing"));
    }

    @Test
    void listenTellsWhyNot() {
        Rig rig = new Rig();
        rig.listen("test");
        CompletionException fault = assertThrows(CompletionException.class, () -> rig.listen("or"));
        assertTrue(fault.getCause() instanceof LocalFault);
        assertTrue(fault.getCause().getMessage().contains("already in use"));
    }

    @Test
    void listenOnALoopThreadIsABug() {
        Rig rig = new Rig();
        assertThrows(Bug.class, () -> rig.table.listen("test", Rig.HERE));
    }

    @Test
    void unlistenedAddressIsFreeAgain() {
        Rig rig = new Rig();
        rig.listen("test");
        rig.table.unlisten("test");
        rig.group.crank();
        assertEquals(Rig.HERE, rig.listen("or"));
    }

    @Test
    void listenersMoveToAnotherFactory() {
        Rig rig = new Rig();
        rig.listen("test");
        Rig.TestListeners better = new Rig.TestListeners();
        rig.slots.listeners().offer(better, Map.of("service.ranking", 5));
        rig.group.crank();
        rig.knock();
        assertEquals(1, rig.type.handlers.size());
    }

    @Test
    void listenersPauseWhenTooManySocketsAreOpen() {
        Rig rig = new Rig(TestScope.of(), 1, 2);
        TestHandler first = rig.accept("test");
        rig.knock();
        rig.knock();
        assertEquals(2, rig.table.size());
        assertThrows(LocalFault.class, () -> rig.table.dial("test", Rig.HERE, null, rig.loop));
        first.connection.close(CloseCause.FINISHED);
        rig.group.crank();
        assertEquals(3, rig.type.handlers.size());
    }

    @Test
    void acceptedConnectionsAreSpreadOverTheLoops() {
        Rig rig = new Rig(TestScope.of(), 2, 100);
        rig.accept("test");
        rig.knock();
        assertEquals(0, rig.type.handlers.get(0).connection.loop().index());
        assertEquals(1, rig.type.handlers.get(1).connection.loop().index());
        rig.send(10);
        rig.group.crank();
        assertEquals(10, rig.type.handlers.get(0).taken);
    }

    @Test
    void countsBytesByType() {
        Rig rig = new Rig();
        TestHandler handler = rig.accept("or");
        rig.send(123);
        handler.write(45);
        rig.group.crank();
        assertEquals(123, rig.table.bytesRead("or"));
        assertEquals(45, rig.table.bytesWritten("or"));
        assertEquals(0, rig.table.bytesRead("test"));
    }

    @Test
    void statusShowsReasonsWithTheirAges() {
        Rig rig = new Rig();
        TestHandler handler = rig.accept("test");
        rig.table.hold(handler.connection.id(), true, false);
        rig.group.crank();
        rig.group.advance(1_500 * Rig.MILLI);
        ConnectionStatus seen = status(rig).get(1);
        assertEquals("OPERATOR 1.5s", seen.reading());
        assertEquals("OPEN", seen.state());
        rig.table.hold(handler.connection.id(), false, false);
        rig.group.crank();
        assertEquals("-", status(rig).get(1).reading());
    }

    @Test
    void closeAllTellsEveryHandler() {
        Rig rig = new Rig(TestScope.of(), 2, 100);
        rig.accept("test");
        rig.knock();
        assertFalse(rig.table.closeAll(CloseCause.SHUTDOWN).isDone());
        rig.group.crank();
        rig.type.handlers.forEach(handler -> assertEquals(CloseCause.SHUTDOWN, handler.closedWith));
        assertEquals(2, rig.type.handlers.size());
    }

    @Test
    void bindAddressesSuitTypeAndFamily() {
        BindAddresses addresses = new BindAddresses(TestScope.of(
                        "OutboundBindAddress", "127.0.0.1",
                        "OutboundBindAddressExit", "127.0.0.2",
                        "OutboundBindAddressOR", "[::1]")
                .options());
        assertEquals(new InetSocketAddress("127.0.0.1", 0), addresses.local("or", Rig.HERE));
        assertEquals(new InetSocketAddress("127.0.0.2", 0), addresses.local("exit", Rig.HERE));
        InetSocketAddress six = new InetSocketAddress("::1", 80);
        assertEquals(new InetSocketAddress("::1", 0), addresses.local("dir", six));
        assertNull(addresses.local("exit", six));
    }

    private static List<ConnectionStatus> status(Rig rig) {
        return rig.group.fromOutside(() -> rig.table.status().get());
    }

    @Test
    void socketsThatWaitForTheirTypeAreShownAndCount() {
        Rig rig = new Rig(TestScope.of(), 2, 2);
        rig.listen("test");
        MemorySocket[] peers = {rig.knock(), rig.knock()};
        rig.table.closeAll(CloseCause.SHUTDOWN);
        rig.group.crank();
        rig.listen("test");
        for (MemorySocket peer : peers) {
            rig.table.perLoop().get(1).incoming("away", peer, null);
        }
        rig.group.crank();
        List<ConnectionStatus> all = status(rig);
        assertEquals(
                List.of("LISTENING", "PARKED", "PARKED"),
                all.stream().map(ConnectionStatus::state).toList());
        assertTrue(all.get(0).reading().startsWith("DESCRIPTORS"), all::toString);
        rig.table.closeAll(CloseCause.SHUTDOWN);
        rig.group.crank();
        assertEquals(0, rig.table.size());
        assertEquals(List.of(), status(rig));
    }
}
