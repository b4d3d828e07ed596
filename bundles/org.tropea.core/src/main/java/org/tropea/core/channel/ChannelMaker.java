package org.tropea.core.channel;

import java.util.function.Function;
import org.tropea.core.slot.Choices;
import org.tropea.core.slot.Products;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.Channel;
import org.tropea.flow.channel.ChannelBackend;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;

/** Makes the channels of one loop by the backends that are chosen. Owned by the {@link ChannelTable}, in its loop. */
final class ChannelMaker {
    /** Numbers are unique in the router, though each loop counts its own. */
    private static final int LOOP_SHIFT = 40;

    private final ChannelTable table;
    private final Products<ChannelBackendFactory, RelayChannel> products;
    private Choices<ChannelBackendFactory> backends = Choices.none();
    private long made;

    ChannelMaker(ChannelTable table) {
        this.table = table;
        this.products = new Products<>(table.loop(), table.router(), RelayChannel::close);
        this.made = (long) table.loop().index() << LOOP_SHIFT;
    }

    /** From now on these are chosen. */
    void choices(Choices<ChannelBackendFactory> choices) {
        backends = choices;
    }

    /** Whether new channels, whatever they are to reach, are {@code maker}'s. */
    boolean isChosen(ChannelBackendFactory maker) {
        return !table.isClosed() && backends.isUniform() && backends.general() == maker;
    }

    /** A peer connected. */
    void incoming(CellLink link) {
        ChannelBackendFactory backend = backends.general();
        if (backend == null || table.isClosed()) {
            link.close(CloseCause.PROVIDER_GONE);
            return;
        }
        RelayChannel channel = newChannel(null, backend);
        try {
            channel.backend(backend.accept(link, channel));
        } catch (RuntimeException | LinkageError bug) {
            table.failed(bug);
            abandon(channel, CloseCause.BUG);
            link.close(CloseCause.BUG);
        }
    }

    /** The same, by {@code maker}; whether that may be used at all is the caller's to know. Null when all are closed. */
    <B extends ChannelBackend> B incoming(ChannelBackendFactory maker, Function<Channel, B> accept) {
        if (table.isClosed()) {
            return null;
        }
        RelayChannel channel = newChannel(null, maker);
        try {
            B backend = accept.apply(channel);
            channel.backend(backend);
            return backend;
        } catch (RuntimeException | LinkageError bug) {
            abandon(channel, CloseCause.BUG);
            throw bug;
        }
    }

    /** Who makes channels to {@code target}; null when nobody does, or none are made any more. */
    ChannelBackendFactory chosenFor(ChannelTarget target) {
        if (table.isClosed()) {
            return null;
        }
        return backends.isUniform() ? backends.general() : backends.chosenFor(ChannelProperties.of(target));
    }

    /** A new channel to {@code target}. LocalFault when it cannot be begun. */
    RelayChannel launch(ChannelTarget target) throws LocalFault {
        ChannelBackendFactory backend = chosenFor(target);
        if (backend == null) {
            throw new LocalFault("no channel backend to reach " + target.identity() + " with");
        }
        RelayChannel channel = newChannel(target, backend);
        try {
            channel.backend(backend.connect(target, channel));
        } catch (LocalFault fault) {
            abandon(channel, CloseCause.NO_ROUTE);
            throw fault;
        } catch (RuntimeException | LinkageError bug) {
            table.failed(bug);
            abandon(channel, CloseCause.BUG);
            throw new LocalFault("the channel backend to reach " + target.identity() + " with failed: " + bug, bug);
        }
        return channel;
    }

    /** Its backend was not made, and will not tell that it is gone. */
    private void abandon(RelayChannel channel, CloseCause cause) {
        if (table.channels().contains(channel)) {
            channel.closed(cause);
        }
    }

    private RelayChannel newChannel(ChannelTarget target, ChannelBackendFactory maker) {
        RelayChannel channel = new RelayChannel(table, ++made, target, maker);
        table.channels().add(channel);
        products.made(maker, channel);
        return channel;
    }

    /** What was made, by who made it. */
    Products<ChannelBackendFactory, RelayChannel> products() {
        return products;
    }
}
