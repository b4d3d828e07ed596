package org.tropea.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.loop.IoDatagrams;

/** A bound UDP socket of one loop, which always reads. Touched only by that loop. */
final class NioDatagrams extends IoDatagrams implements Ready {
    private static final Logger LOG = LoggerFactory.getLogger(NioDatagrams.class);
    /** Datagrams taken per event, so that a flood does not starve the rest. */
    private static final int PER_EVENT = 64;

    private static final int LONGEST = 65_535;

    private final DatagramChannel channel;
    private final NioLoop loop;
    private final Received receiver;
    private final SocketAddress local;
    private final ByteBuffer bytes = ByteBuffer.allocate(LONGEST);

    /** Reads from the bound {@code channel} from the end of this turn on. */
    NioDatagrams(DatagramChannel channel, NioLoop loop, Received receiver) throws IOException {
        this.channel = channel;
        this.loop = loop;
        this.receiver = receiver;
        local = channel.getLocalAddress();
        channel.configureBlocking(false);
        loop.register(channel, this).want(SelectionKey.OP_READ);
    }

    @Override
    public void ready(int operations) {
        for (int i = 0; i < PER_EVENT && channel.isOpen(); i++) {
            SocketAddress sender = receive();
            if (sender == null) {
                return;
            }
            receiver.received(bytes.array(), bytes.position(), sender);
        }
    }

    private SocketAddress receive() {
        try {
            return channel.receive(bytes.clear());
        } catch (IOException fault) {
            LOG.debug("cannot receive on {}: {}", local, fault.getMessage());
            return null;
        }
    }

    /** One datagram too many costs itself, not the socket. */
    @Override
    public void failed(Throwable bug) {
        LOG.debug("a datagram to {} was lost", local);
    }

    @Override
    public boolean send(byte[] array, int length, SocketAddress to) {
        try {
            return channel.send(ByteBuffer.wrap(array, 0, length), to) == length;
        } catch (IOException | RuntimeException fault) {
            LOG.debug("cannot send from {}: {}", local, fault.toString());
            return false;
        }
    }

    @Override
    public SocketAddress local() {
        return local;
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            NioLoop.closeQuietly(channel);
            loop.forget();
        }
    }
}
