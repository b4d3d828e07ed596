package org.tropea.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.core.circuit.CircuitRig;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.slot.Bugs;
import org.tropea.core.slot.Names;
import org.tropea.core.slot.RouterLoops;
import org.tropea.core.slot.Slot;
import org.tropea.core.slot.SlotContext;
import org.tropea.core.slot.SwapLog;
import org.tropea.core.slot.Where;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.fault.LocalFault;

/** Circuitmux policies and backends that are chosen by the properties of channels. */
class ChosenForChannelsTest {
    private final CircuitRig rig = new CircuitRig();
    private final SlotContext context = new SlotContext(
            new RouterLoops(rig.group.loops()), new SwapLog("test", 99, InstantSource.system()), new Bugs(), () -> 0);
    private final Slot<CircuitMuxPolicyFactory> muxes =
            new Slot<>("circuitmux", Names.property("name"), context, ChannelProperties.OF_CHANNELS);
    private final Slot<ChannelBackendFactory> backends =
            new Slot<>("channel", Names.property("name"), context, ChannelProperties.OF_TARGETS);
    private final FifoMux general = new FifoMux();
    private final FifoMux special = new FifoMux();
    private final PeerIdentity relay = new PeerIdentity(filled(20), filled(32));

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xAB);
        return bytes;
    }

    private void muxesFor(String filter) {
        muxes.offer(general, Map.of("name", "general"));
        muxes.offer(special, Map.of("name", "special", Where.FILTER, filter));
        rig.group.crank();
        rig.channels.circuitMuxPolicies(muxes.at(0).choices());
    }

    @Test
    void aPolicyIsChosenWhenAChannelOpens() {
        muxesFor("(peer=client)");
        assertSame(special, rig.client().channel.mux().policy());
        assertSame(general, rig.incoming(relay).channel.mux().policy());
    }

    @Test
    void aPeerIsItsFingerprint() {
        muxesFor("(peer=$ABABABABABABABABABABABABABABABABABABABAB)");
        assertSame(special, rig.incoming(relay).channel.mux().policy());
    }

    @Test
    void everyPropertyCanBeAskedFor() {
        muxesFor("(&(id=1)(peer=client)(remote=127.0.0.9)(initiator=false)(linkProtocol>=5)(canonical=false))");
        assertSame(special, rig.client().channel.mux().policy());
        assertSame(general, rig.client().channel.mux().policy());
    }

    @Test
    void openChannelsChangeWithTheChoicesAndOthersKeepTheirProducts() {
        FakeBackend client = rig.client();
        FakeBackend other = rig.incoming(relay);
        muxesFor("(peer=client)");
        assertSame(special, client.channel.mux().policy());
        muxes.operatorChooses("general", "(peer=client)");
        rig.group.crank();
        rig.channels.circuitMuxPolicies(muxes.at(0).choices());
        assertSame(general, client.channel.mux().policy());
        assertSame(general, other.channel.mux().policy());
    }

    private FakeBackend.Factory special(String filter) {
        FakeBackend.Factory memory = new FakeBackend.Factory();
        backends.offer(rig.backends, Map.of("name", "tls"));
        backends.offer(memory, Map.of("name", "memory", Where.FILTER, filter));
        rig.group.crank();
        rig.channels.backends(backends.at(0).choices());
        return memory;
    }

    private void dial(PeerIdentity peer, String address, int port) throws LocalFault {
        rig.channels.await(new ChannelTarget(peer, List.of(new InetSocketAddress(address, port))), new ChannelWaiter() {
            @Override
            public void opened(RelayChannel channel) {}

            @Override
            public void failed(org.tropea.flow.fault.CloseCause cause) {}
        });
    }

    @Test
    void aBackendIsChosenByItsTarget() throws LocalFault {
        FakeBackend.Factory memory = special("(|(port=7001)(address=127.0.0.77))");
        dial(relay, "127.0.0.1", 7001);
        dial(new PeerIdentity(new byte[20], null), "127.0.0.77", 1);
        dial(new PeerIdentity(filled(20), new byte[32]), "127.0.0.1", 9001);
        assertEquals(2, memory.made.size());
        assertEquals(1, rig.backends.made.size());
    }

    @Test
    void whoComesInGetsTheGeneralOne() {
        FakeBackend.Factory memory = special("(peer=*)");
        rig.client();
        assertEquals(0, memory.made.size());
        assertEquals(1, rig.backends.made.size());
    }

    @Test
    void withoutAGeneralOneOnlyItsTargetsAreReached() throws LocalFault {
        FakeBackend.Factory memory = special("(port=7001)");
        rig.group.fromOutside(() -> {
            backends.withdraw(rig.backends);
            return null;
        });
        rig.channels.backends(backends.at(0).choices());
        dial(relay, "127.0.0.1", 7001);
        assertEquals(1, memory.made.size());
        assertThrows(LocalFault.class, () -> dial(new PeerIdentity(new byte[20], null), "127.0.0.1", 9001));
        assertNull(backends.chosen());
    }
}
