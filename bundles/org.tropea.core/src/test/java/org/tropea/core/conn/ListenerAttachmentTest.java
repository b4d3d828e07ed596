package org.tropea.core.conn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.fault.LocalFault;
import org.tropea.testkit.TestScope;

/** What a listener's opener attaches reaches the type, which may refuse the bound socket. */
class ListenerAttachmentTest {
    private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.1", 9002);

    private final Object attachment = new Object();

    private SocketAddress listen(Rig rig, InetSocketAddress where) {
        return rig.group.fromOutside(() -> rig.table.listen("test", where, attachment));
    }

    private static void unlisten(Rig rig, SocketAddress where) {
        rig.group.fromOutside(() -> {
            rig.table.unlisten("test", where);
            return null;
        });
    }

    private static void withdraw(Rig rig) {
        rig.group.fromOutside(() -> {
            rig.slots.types().withdraw(rig.type);
            return null;
        });
    }

    private static void offer(Rig rig) {
        rig.slots.types().offer(rig.type, Map.of(ConnectionType.TYPE, "test"));
        rig.group.crank();
    }

    private static List<ConnectionStatus> status(Rig rig) {
        return rig.group.fromOutside(() -> rig.table.status().get());
    }

    @Test
    void goesToTheTypeWithEachConnection() {
        Rig rig = new Rig(TestScope.of(), 2, 100);
        listen(rig, Rig.HERE);
        rig.knock();
        rig.knock();
        assertEquals(List.of(attachment), rig.type.listening);
        rig.type.handlers.forEach(handler -> assertSame(attachment, handler.attachment));
        assertEquals(2, rig.type.handlers.size());
    }

    @Test
    void isThereForATypeThatComesLater() {
        Rig rig = new Rig(TestScope.of("SwapDrainTime", "0"));
        withdraw(rig);
        listen(rig, Rig.HERE);
        rig.knock();
        assertEquals(List.of(), rig.type.listening);
        offer(rig);
        assertEquals(List.of(attachment), rig.type.listening);
        assertSame(attachment, rig.type.last().attachment);
    }

    @Test
    void aRefusedSocketIsClosedAndTheOpenerHearsWhy() {
        Rig rig = new Rig();
        rig.type.refuses = "not here";
        CompletionException refusal = assertThrows(CompletionException.class, () -> listen(rig, Rig.HERE));
        assertEquals("not here", ((LocalFault) refusal.getCause()).getMessage());
        rig.type.refuses = null;
        assertEquals(Rig.HERE, listen(rig, Rig.HERE));
    }

    @Test
    void aTypeThatComesLaterMayRefuseToo() {
        Rig rig = new Rig(TestScope.of("SwapDrainTime", "0"));
        withdraw(rig);
        listen(rig, Rig.HERE);
        rig.type.refuses = "not here";
        offer(rig);
        assertEquals("WAITING", status(rig).get(0).state());
    }

    @Test
    void oneListenerOfSeveralCloses() {
        Rig rig = new Rig();
        listen(rig, Rig.HERE);
        listen(rig, THERE);
        unlisten(rig, Rig.HERE);
        assertEquals(
                List.of(THERE.toString()),
                status(rig).stream().map(ConnectionStatus::local).toList());
        assertEquals(Rig.HERE, listen(rig, Rig.HERE));
    }
}
