package org.tropea.core.channel;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;

/** A backend without bytes: keeps what was sent, takes what tests say the peer sends. */
public final class FakeBackend extends ChannelBackend {
    /** Makes them, and keeps them in order. */
    public static final class Factory implements ChannelBackendFactory {
        /** All that were made. */
        public final List<FakeBackend> made = new ArrayList<>();

        /** What connect throws, when not null. */
        public LocalFault refusal;

        /** The same, when not null. */
        public RuntimeException bug;

        @Override
        public ChannelBackend connect(ChannelTarget target, Channel channel) throws LocalFault {
            if (refusal != null) {
                throw refusal;
            }
            if (bug != null) {
                throw bug;
            }
            FakeBackend backend =
                    new FakeBackend((RelayChannel) channel, target.addresses().get(0));
            made.add(backend);
            return backend;
        }

        @Override
        public ChannelBackend accept(CellLink link, Channel channel) {
            FakeBackend backend = new FakeBackend((RelayChannel) channel, new InetSocketAddress("127.0.0.9", 9));
            made.add(backend);
            return backend;
        }

        /** The one made last. */
        public FakeBackend last() {
            return made.get(made.size() - 1);
        }
    }

    /** The channel above. */
    public final RelayChannel channel;
    /** Wire images of what was sent. */
    public final List<byte[]> sent = new ArrayList<>();
    /** How many cells it takes. */
    public int room = 1_000_000;
    /** Whether the peer calls the address its own. */
    public boolean canonical;
    /** How often it was flushed. */
    public int flushes;
    /** With what the channel closed it; null while it did not. */
    public CloseCause closedWith;
    /** What writing throws, when not null. */
    public RuntimeException bug;
    /** The same, when a class that it needs is gone. */
    public LinkageError gone;
    /** How often it went to another loop. */
    public int moves;
    /** Whether it lets itself be moved. */
    public boolean movable = true;
    /** What happens as soon as it was posted to another loop. */
    public Runnable posted = () -> {};
    /** How often the channel closed it. */
    public int closes;
    /** Whether to forget what is sent. */
    public boolean forgetful;

    private final SocketAddress remote;
    private final List<byte[]> early = new ArrayList<>();
    private boolean moving;

    FakeBackend(RelayChannel channel, SocketAddress remote) {
        this.channel = channel;
        this.remote = remote;
    }

    /** The peer sends {@code cell}; what comes while it is on its way to another loop waits. */
    public void receive(byte[] cell) {
        if (moving) {
            early.add(cell);
        } else {
            channel.cellIn(cell, 0);
        }
    }

    @Override
    public boolean move(EventLoop to, Runnable arrived) {
        if (!movable) {
            return false;
        }
        moving = true;
        moves++;
        to.execute(() -> {
            moving = false;
            arrived.run();
            early.forEach(cell -> channel.cellIn(cell, 0));
            early.clear();
        });
        posted.run();
        return true;
    }

    @Override
    public void write(byte[] cell) {
        if (gone != null) {
            throw gone;
        }
        if (bug != null) {
            throw bug;
        }
        room--;
        if (!forgetful) {
            sent.add(cell.clone());
        }
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void close(CloseCause cause) {
        closedWith = cause;
        closes++;
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public boolean canonical() {
        return canonical;
    }

    @Override
    public int bytesQueued() {
        return 0;
    }

    @Override
    public String describe() {
        return "fake";
    }
}
