package org.tropea.core.edge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.core.slot.KeyedAdopted;
import org.tropea.core.slot.Products;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;

/** One loop's edge types by relay command, and the streams that each of them opened. Touched only by the loop. */
public final class EdgeTypes implements KeyedAdopted<EdgeType> {
    private final EventLoop loop;
    private final RouterScope router;
    private final Map<String, EdgeType> current = new HashMap<>();
    private final Set<String> everServed = new HashSet<>();
    private final Map<String, Products<EdgeType, RelayStream>> streams = new HashMap<>();

    EdgeTypes(EventLoop loop, RouterScope router) {
        this.loop = loop;
        this.router = router;
    }

    @Override
    public void adopted(String command, EdgeType chosen) {
        if (chosen == null) {
            current.remove(command);
        } else {
            current.put(command, chosen);
            everServed.add(command);
        }
    }

    @Override
    public void withdrawn(String command, EdgeType gone, Runnable done) {
        streams(command).withdrawn(gone, done);
    }

    /** Who opens streams that begin by {@code command}; null when nobody does. */
    EdgeType of(int command) {
        return current.get(RelayCommand.name(command));
    }

    /**
     * Why {@code command} opens nothing, as a reason for END. A bundle that was there is likely to come back: then a
     * client shall try another circuit, and not strike this relay off its list of exits.
     */
    int refusal(int command) {
        if (everServed.contains(RelayCommand.name(command))) {
            return EndReason.MISC;
        }
        return command == RelayCommand.BEGIN_DIR ? EndReason.NOTDIRECTORY : EndReason.EXITPOLICY;
    }

    void opened(EdgeType type, RelayStream stream) {
        streams(RelayCommand.name(stream.command())).made(type, stream);
    }

    /** Whether the bundle that opened {@code stream} stops. */
    boolean isLeaving(RelayStream stream) {
        return streams(RelayCommand.name(stream.command())).isLeaving(stream);
    }

    void closed(RelayStream stream) {
        streams(RelayCommand.name(stream.command())).ended(stream);
    }

    private Products<EdgeType, RelayStream> streams(String command) {
        return streams.computeIfAbsent(command, key -> new Products<>(loop, router, RelayStream::close));
    }
}
