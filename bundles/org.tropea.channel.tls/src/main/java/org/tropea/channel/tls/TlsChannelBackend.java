package org.tropea.channel.tls;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.TcpState;

/**
 * One channel's cells over one OR connection. Belongs to the channel's loop. States: DIALLING (outgoing only; the
 * target's addresses in turn), HANDSHAKING once the link is up, OPEN once the {@link LinkHandshake} is done, CLOSED.
 */
final class TlsChannelBackend extends ChannelBackend implements CellLinkEvents {
    /** How long the link handshake may take once TLS is up. */
    static final long HANDSHAKE_NANOS = 60_000_000_000L;

    private final Channel channel;
    private final ChannelTarget target;
    private final InstantSource clock;
    private int nextAddress;
    private Connection dialled;
    private CellLink link;
    private LinkHandshake handshake;
    private EventLoop.Timer deadline;
    private boolean open;
    private boolean closing;
    private PaddingNegotiate padding;

    /** For {@code channel}; {@code target} is null when the peer came to us. */
    TlsChannelBackend(Channel channel, ChannelTarget target, InstantSource clock) {
        this.channel = channel;
        this.target = target;
        this.clock = clock;
    }

    // DIALLING

    void dialFirst() throws LocalFault {
        if (target.addresses().isEmpty()) {
            throw new LocalFault("there is no address for " + target.identity());
        }
        dialNext();
    }

    /** Dials the next address that can be dialled at all; the last one's fault is thrown. */
    private void dialNext() throws LocalFault {
        Connections connections = channel.router().part(Connections.class);
        dialled = null;
        while (dialled == null) {
            InetSocketAddress address = target.addresses().get(nextAddress++);
            try {
                dialled = connections.dial("or", address, this, channel.loop());
            } catch (LocalFault e) {
                if (!moreAddresses()) {
                    throw e;
                }
            }
        }
    }

    private boolean moreAddresses() {
        return target != null && nextAddress < target.addresses().size();
    }

    // HANDSHAKING

    /** The link is there, and its events come here from now on. */
    void accepted(CellLink accepted) {
        link = accepted;
    }

    @Override
    public void linked(CellLink up) {
        link = up;
        handshake = new LinkHandshake(link, channel.router(), target == null ? null : target.identity(), clock);
        deadline = channel.loop().schedule(HANDSHAKE_NANOS, () -> link.close(CloseCause.HANDSHAKE_TIMEOUT));
        handshake.start();
    }

    @Override
    public void variableCell(int command, byte[] array, int offset, int length, int header) throws PeerFault {
        handshake.variableCell(command, array, offset, length, header);
    }

    private void handshakeCell(byte[] array, int offset) throws PeerFault {
        if (handshake.fixedCell(array, offset)) {
            open = true;
            deadline.cancel();
            channel.opened(handshake.peer(), handshake.linkProtocol());
        }
    }

    // OPEN

    @Override
    public void coming(byte[] array, int offset, int end) {
        if (open) {
            channel.cellsComing(array, offset, (end - offset) / Cell.SIZE);
        }
    }

    @Override
    public void cell(byte[] array, int offset) throws PeerFault {
        if (!open) {
            handshakeCell(array, offset);
            return;
        }
        switch (Cell.command(array, offset)) {
            case CellCommand.PADDING, CellCommand.NETINFO -> {}
            case CellCommand.PADDING_NEGOTIATE -> negotiatePadding(array, offset);
            default -> channel.cellIn(array, offset);
        }
    }

    private void negotiatePadding(byte[] array, int offset) {
        PaddingNegotiate wanted = PaddingNegotiate.parse(array, offset + Cell.HEADER);
        if (wanted != null && handshake.linkProtocol() >= PaddingNegotiate.FIRST_LINK_PROTOCOL) {
            padding = wanted;
        }
    }

    @Override
    public void writable() {
        if (open) {
            channel.writable();
        }
    }

    @Override
    public void write(byte[] cell) {
        link.write(cell);
    }

    @Override
    public int room() {
        return open ? link.room() : 0;
    }

    @Override
    public void flush() {
        if (link != null) {
            link.flush();
        }
    }

    @Override
    public boolean move(EventLoop to, Runnable arrived) {
        return open && link.move(to, arrived);
    }

    // CLOSED

    @Override
    public void close(CloseCause cause) {
        closing = true;
        if (link != null) {
            link.close(cause);
        } else if (dialled != null) {
            dialled.close(cause);
        }
    }

    @Override
    public void closed(CloseCause cause) {
        if (deadline != null) {
            deadline.cancel();
        }
        boolean neverLinked = link == null;
        open = false;
        if (!neverLinked || closing || !moreAddresses()) {
            channel.closed(cause);
            return;
        }
        try {
            dialNext();
        } catch (LocalFault e) {
            channel.closed(CloseCause.NO_ROUTE);
        }
    }

    // What the channel asks.

    @Override
    public SocketAddress remote() {
        return link != null ? link.remote() : dialled == null ? null : dialled.remote();
    }

    @Override
    public boolean canonical() {
        return handshake != null && handshake.canonical();
    }

    @Override
    public int bytesQueued() {
        return link == null ? 0 : link.bytesQueued();
    }

    @Override
    public boolean tcpState(TcpState into) {
        return link == null ? into.unknown("the channel has no link") : link.tcpState(into);
    }

    @Override
    public String describe() {
        if (link == null) {
            return "dialling " + remote();
        }
        String wanted = padding == null ? "" : ", peer wants " + padding;
        return open ? "link protocol " + handshake.linkProtocol() + ", " + link.describe() + wanted : "link handshake";
    }
}
