package org.tropea.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.option.EntryFlag;
import org.tropea.net.option.Options;

class EntryPortsTest implements Connections {
    private final Map<String, EntryListener> open = new LinkedHashMap<>();
    private final EntryPorts ports = new EntryPorts(this);
    private int nextPort = 40_000;

    private void apply(Object... options) throws LocalFault {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put((String) options[i], options[i + 1]);
        }
        ports.apply(Options.of(map));
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local, Object attachment) throws LocalFault {
        SocketAddress bound = local instanceof InetSocketAddress inet && inet.getPort() == 0
                ? new InetSocketAddress(inet.getAddress(), nextPort++)
                : local;
        if (open.put(type + " " + bound, (EntryListener) attachment) != null) {
            throw new LocalFault(bound + ": in use");
        }
        return bound;
    }

    @Override
    public void unlisten(String type, SocketAddress bound) {
        assertTrue(open.remove(type + " " + bound) != null, type + " " + bound);
    }

    @Test
    void eachLineHasAListenerOfItsType() throws LocalFault {
        apply("SocksPort", List.of("9050", "[::1]:9050", "unix:/socks"), "HTTPTunnelPort", "127.0.0.2:9080");
        assertEquals(
                Set.of(
                        "socks " + new InetSocketAddress("127.0.0.1", 9050),
                        "socks " + new InetSocketAddress("::1", 9050),
                        "socks " + UnixDomainSocketAddress.of("/socks"),
                        "httptunnel " + new InetSocketAddress("127.0.0.2", 9080)),
                open.keySet());
        apply("NATDPort", "9041", "TransPort", "9040", "SocksPort", "0");
        assertEquals(2, open.size());
    }

    @Test
    void aListenerStaysWhileItsLineDoesAndGoesByTheNewFlags() throws LocalFault {
        apply("SocksPort", List.of("9050", "auto"));
        Map<String, EntryListener> before = Map.copyOf(open);
        int group = before.get("socks /127.0.0.1:9050").port().sessionGroup();
        apply("SocksPort", List.of("auto", "9050 IsolateDestPort"), "SocksPolicy", "reject 10.0.0.0/8");
        assertEquals(before, open);
        EntryListener listener = open.get("socks /127.0.0.1:9050");
        assertSame(before.get("socks /127.0.0.1:9050"), listener);
        assertTrue(listener.port().has(EntryFlag.ISOLATE_DEST_PORT));
        assertEquals(group, listener.port().sessionGroup());
        assertFalse(listener.admits(new InetSocketAddress("10.1.2.3", 4)));
        assertTrue(listener.admits(UnixDomainSocketAddress.of("/x")));
    }

    @Test
    void linesWithoutASessionGroupHaveOneEach() throws LocalFault {
        apply("SocksPort", List.of("9050", "9051", "9052 SessionGroup=5"));
        List<Integer> groups = open.values().stream()
                .map(each -> each.port().sessionGroup())
                .sorted()
                .toList();
        assertNotEquals(groups.get(0), groups.get(1));
        assertTrue(groups.get(1) < 0);
        assertEquals(5, groups.get(2));
    }

    @Test
    void closingClosesAll() throws LocalFault {
        apply("SocksPort", List.of("9050", "auto"));
        ports.close();
        assertEquals(Map.of(), open);
    }

    @Test
    void whatCannotBeHadIsSaid() {
        assertThrows(LocalFault.class, () -> apply("SocksPort", "no.such.host.invalid:9050"));
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local) {
        throw new AssertionError("something is always attached");
    }

    @Override
    public void unlisten(String type) {
        throw new AssertionError("one by one");
    }

    @Override
    public Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) {
        throw new AssertionError("not used");
    }

    @Override
    public Connection link(String type, Object attachment, String peer, Object peerAttachment, EventLoop loop) {
        throw new AssertionError("not used");
    }
}
