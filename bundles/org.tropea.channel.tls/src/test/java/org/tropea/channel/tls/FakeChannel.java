package org.tropea.channel.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/** Keeps what a backend tells its channel. */
final class FakeChannel extends Channel {
    private final EventLoop loop;
    private final RouterScope router;
    final List<byte[]> cells = new ArrayList<>();
    PeerIdentity peer;
    int linkProtocol;
    CloseCause cause;

    FakeChannel(EventLoop loop, RouterScope router) {
        this.loop = loop;
        this.router = router;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public RouterScope router() {
        return router;
    }

    @Override
    public boolean initiator() {
        return true;
    }

    @Override
    public void opened(PeerIdentity who, int protocol) {
        peer = who;
        linkProtocol = protocol;
    }

    @Override
    public void cellIn(byte[] array, int offset) {
        cells.add(Arrays.copyOfRange(array, offset, offset + 514));
    }

    @Override
    public void writable() {}

    @Override
    public void closed(CloseCause why) {
        if (cause != null) {
            throw new AssertionError("closed twice: " + cause + ", " + why);
        }
        cause = why;
    }
}
