package org.tropea.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.core.circuit.CircuitRig;
import org.tropea.core.conn.LoopLoads;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.channel.Probes;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

class RouterProbesTest {
    private static final long SECOND = 1_000_000_000L;

    private final CircuitRig rig = new CircuitRig();
    private final PeerIdentity seven = relay(7);
    private final ChannelTarget target = new ChannelTarget(seven, List.of(new InetSocketAddress("127.0.0.7", 700)));
    private final RouterProbes probes = new RouterProbes(loop -> rig.channels, new LoopLoads(1));
    private final List<String> told = new ArrayList<>();
    private Probes.Listening listening;

    private static PeerIdentity relay(int number) {
        byte[] rsa = new byte[20];
        byte[] ed25519 = new byte[32];
        Arrays.fill(rsa, (byte) number);
        Arrays.fill(ed25519, (byte) number);
        return new PeerIdentity(rsa, ed25519);
    }

    @BeforeEach
    void listen() {
        rig.channels.watch(probes);
        listening = probes.listen(new Probes.Listener() {
            @Override
            public void opened(PeerIdentity peer, SocketAddress remote, boolean initiator) {
                told.add((initiator ? "reached " : "came ") + peer.rsa()[0]);
            }

            @Override
            public void failed(ChannelTarget missed, CloseCause cause) {
                told.add("failed " + missed.identity().rsa()[0] + " " + cause);
            }
        });
    }

    private Channel probe() {
        probes.probe(target);
        rig.loop.turn();
        return rig.backends.last().channel;
    }

    @Test
    void aProbeOpensAChannelWhereThereIsOneAlready() {
        Channel first = probe();
        first.opened(seven, 5);
        assertNotSame(first, probe());
        assertEquals(List.of("reached 7"), told);
    }

    @Test
    void itsChannelClosesSoonWhenNobodyUsesIt() {
        probe().opened(seven, 5);
        rig.loop.advance(19 * SECOND);
        assertEquals(1, rig.channels.size());
        rig.loop.advance(3 * SECOND);
        assertEquals(CloseCause.IDLE, rig.backends.last().closedWith);
    }

    @Test
    void anotherIdentityIsAFailure() {
        probe().opened(relay(8), 5);
        assertEquals(List.of("failed 7 WRONG_IDENTITY"), told);
    }

    @Test
    void aConnectionThatIsRefusedIsAFailure() {
        probe().closed(CloseCause.CONNECT_REFUSED);
        assertEquals(List.of("failed 7 CONNECT_REFUSED"), told);
    }

    @Test
    void withoutABackendItFailsAtOnce() {
        rig.channels.backend(null);
        probes.probe(target);
        rig.loop.turn();
        assertEquals(List.of("failed 7 PROVIDER_GONE"), told);
    }

    @Test
    void whatCannotBeBegunIsOneFailureWithItsCause() {
        rig.backends.refusal = new LocalFault("no socket is to be had");
        probes.probe(target);
        rig.loop.turn();
        assertEquals(List.of("failed 7 NO_ROUTE"), told);
    }

    @Test
    void aBackendThatFailsIsOneFailure() {
        rig.backends.bug = new IllegalStateException("on purpose");
        probes.probe(target);
        rig.loop.turn();
        assertEquals(List.of("failed 7 BUG"), told);
    }

    @Test
    void nobodyIsToldAfterTheEndOfListening() {
        listening.close();
        probe().opened(seven, 5);
        assertEquals(List.of(), told);
    }
}
