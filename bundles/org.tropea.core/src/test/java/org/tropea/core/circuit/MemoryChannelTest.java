package org.tropea.core.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Create2;
import org.tropea.cell.Extend2;
import org.tropea.cell.LinkSpecifier;
import org.tropea.cell.RelayCell;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.ChannelStatus;
import org.tropea.core.channel.FakeBackend;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.NtorClient;
import org.tropea.crypto.relay.Tor1RelayCrypto;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.Channels;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.role.Role;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.CellBuilder;
import org.tropea.testkit.memory.MemoryChannels;

/** Two relays whose loops are joined by a channel in memory: what the contract of channel backends asks, and no more. */
class MemoryChannelTest {
    private static final PeerIdentity FIRST = CircuitRig.relay(3);
    private static final PeerIdentity SECOND = CircuitRig.relay(4);
    private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.4", 400);

    private final MemoryChannels memory = new MemoryChannels();
    private final CircuitRig first = new CircuitRig();
    private final CircuitRig second = new CircuitRig();
    private FakeBackend link;
    private TestClient client;

    @BeforeEach
    void twoRouters() {
        join(first, FIRST, new InetSocketAddress("127.0.0.3", 300));
        join(second, SECOND, THERE);
        link = first.client();
        client = TestClient.fast(first, link, 5);
        first.channels.backend(memory);
    }

    private Role join(CircuitRig rig, PeerIdentity identity, InetSocketAddress address) {
        rig.scope.add(Channels.class, rig.channels);
        rig.scope.add(LoopGroup.class, rig.group);
        rig.scope.add(RouterKeys.class, keys(identity));
        rig.scope.add(OrAddresses.class, new OrAddresses(List.of(address)));
        return memory.start(rig.scope);
    }

    private static RouterKeys keys(PeerIdentity identity) {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(),
                new Class<?>[] {RouterKeys.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "rsaId" -> identity.rsa();
                    case "ed25519Id" -> identity.ed25519();
                    default -> null;
                });
    }

    private void crank() {
        boolean busy = true;
        while (busy) {
            busy = first.group.turn() | second.group.turn();
        }
    }

    /** Extends the client's circuit to the second relay, as clients do; returns the crypto of the second hop. */
    private Tor1RelayCrypto extended() throws CryptoFault {
        NtorClient ntor = new NtorClient(CircuitRig.OWN_ID, second.onionKey.publicKey());
        int before = link.sent.size();
        client.send(true, RelayCommand.EXTEND2, 0, extend2(ntor.onionskin()));
        crank();
        assertEquals(before + 1, link.sent.size());
        byte[] answer = client.peel(client.last());
        client.crypto.backward().recognize(answer, Cell.HEADER);
        assertEquals(RelayCommand.EXTENDED2, RelayCell.command(answer, Cell.HEADER));
        int reply = Cell.HEADER + RelayCell.HEADER + 2;
        return new Tor1RelayCrypto(ntor.finish(answer, reply, 64, Tor1RelayCrypto.KEY_LEN));
    }

    private static byte[] extend2(byte[] onionskin) {
        List<LinkSpecifier> specifiers = List.of(
                LinkSpecifier.of(THERE),
                new LinkSpecifier(LinkSpecifier.RSA_ID, SECOND.rsa()),
                new LinkSpecifier(LinkSpecifier.ED25519_ID, SECOND.ed25519()));
        byte[] body = new byte[498];
        int length = new Extend2(specifiers, new Create2(Create2.NTOR, onionskin)).write(body, 0);
        return Arrays.copyOf(body, length);
    }

    private void sendToSecond(Tor1RelayCrypto hop, int bytes) {
        byte[] plain = CellBuilder.relay(client.id, RelayCommand.DATA, 1, new byte[bytes]);
        hop.forward().originate(plain, Cell.HEADER);
        byte[] once = CellBuilder.cell(client.id, CellCommand.RELAY);
        hop.forward().apply(plain, Cell.HEADER, once, Cell.HEADER);
        byte[] twice = CellBuilder.cell(client.id, CellCommand.RELAY);
        client.crypto.forward().apply(once, Cell.HEADER, twice, Cell.HEADER);
        link.receive(twice);
    }

    private static ChannelStatus onlyOpen(CircuitRig rig, String peer) {
        List<ChannelStatus> open = rig.channels.status().stream()
                .filter(channel -> channel.peer().equals(peer))
                .toList();
        assertEquals(1, open.size(), "channels: " + rig.channels.status());
        return open.get(0);
    }

    @Test
    void aCircuitIsExtendedAndCarriesCellsInOrder() throws CryptoFault {
        Tor1RelayCrypto hop = extended();
        for (int i = 0; i < 400; i++) {
            sendToSecond(hop, i);
        }
        crank();
        assertEquals(400, second.edgeCells);
        for (int i = 0; i < 100; i++) {
            assertEquals(RelayCommand.DATA + "/1/" + i, second.edge.get(i));
        }
        assertEquals(0, first.pool.taken());
    }

    @Test
    void eachEndKnowsWhoTheOtherIs() throws CryptoFault {
        extended();
        ChannelStatus out = onlyOpen(first, SECOND.toString());
        ChannelStatus in = onlyOpen(second, FIRST.toString());
        assertEquals("true false", out.initiator() + " " + in.initiator());
        assertEquals("OPEN OPEN", out.state() + " " + in.state());
        assertEquals(THERE.toString(), out.remote());
    }

    @Test
    void circuitsBackShareTheChannel() throws Exception {
        extended();
        ChannelTarget back = new ChannelTarget(FIRST, List.of(new InetSocketAddress("127.0.0.3", 300)));
        assertEquals(FIRST, second.channels.openFor(back).peer());
    }

    @Test
    void somebodyElseIsOutOfReach() {
        ChannelTarget stranger = new ChannelTarget(CircuitRig.relay(9), List.of(THERE));
        LocalFault fault = assertThrows(LocalFault.class, () -> first.channels.await(stranger, null));
        assertEquals(
                CircuitRig.relay(9) + " is no router of this container, and channels in memory lead nowhere else",
                fault.getMessage());
    }

    @Test
    void aRouterThatTakesNoChannelsRefuses() throws CryptoFault {
        second.channels.close(CloseCause.SHUTDOWN);
        client.send(true, RelayCommand.EXTEND2, 0, extend2(new byte[84]));
        crank();
        assertEquals(CellCommand.DESTROY, Cell.command(client.last(), 0));
        assertEquals(1, first.channels.size());
    }

    @Test
    void bothEndsCloseWhenOneDoesAfterWhatWasWritten() throws CryptoFault {
        Tor1RelayCrypto hop = extended();
        sendToSecond(hop, 7);
        first.group.turn();
        first.channels.close(CloseCause.OPERATOR);
        crank();
        assertEquals(List.of(RelayCommand.DATA + "/1/7"), second.edge.subList(0, 1));
        assertEquals("closed CHANNEL_CLOSED", second.edge.get(1));
        assertEquals(0, second.channels.size());
    }

    @Test
    void aBackendWithdrawnClosesItsChannelsAfterTheDrainTime() throws CryptoFault {
        extended();
        String[] told = new String[1];
        first.channels.backend(first.backends);
        first.channels.backendGone(memory, () -> told[0] = "none left");
        crank();
        assertEquals(null, told[0]);
        first.loop.advance(2_000_000_000L);
        crank();
        assertEquals("none left", told[0]);
        assertEquals(0, second.channels.size());
        assertEquals(CellCommand.DESTROY, Cell.command(client.last(), 0));
    }
}
