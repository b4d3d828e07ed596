package org.tropea.core.conn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tropea.core.slot.Adopted;
import org.tropea.core.slot.Products;
import org.tropea.core.slot.Slot;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;

/**
 * Gives one loop's connections their TLS engines. Without a provider they wait, reading held; the next one serves them in
 * the order in which they asked. A provider that throws anything but TlsFault is put into quarantine. Touched only by the
 * loop.
 */
final class LoopTls implements Adopted<TlsProvider>, TlsEngines {
    private final LoopConnections owner;
    private final Slot<TlsProvider> slot;
    private final Map<Connection, TlsClient> clients = new LinkedHashMap<>();
    private final Products<TlsProvider, TlsClient> byProvider;
    private TlsProvider provider;
    private String label = "-";

    LoopTls(LoopConnections owner, ConnectionTable table) {
        this.owner = owner;
        this.slot = table.tls();
        this.byProvider = new Products<>(owner.loop(), table.router(), this::leave);
    }

    @Override
    public void request(Connection connection, boolean client, TlsCredentials credentials, Asker asker) {
        TlsClient asking = new TlsClient((BaseConnection) connection, client, credentials, asker);
        clients.put(connection, asking);
        serve(asking);
        asking.connection().holdTls(asking.waits());
    }

    @Override
    public void adopted(TlsProvider chosen) {
        provider = chosen;
        label = chosen == null ? "-" : slot.label(chosen);
        for (TlsClient each : List.copyOf(clients.values())) {
            if (each.waits() && provider != null) {
                serve(each);
                each.connection().holdTls(each.waits());
            }
        }
    }

    @Override
    public void withdrawn(TlsProvider gone, Runnable done) {
        byProvider.withdrawn(gone, done);
    }

    private void leave(TlsClient each, CloseCause cause) {
        try {
            each.leave(cause);
        } catch (RuntimeException | LinkageError bug) {
            owner.bugs().report("TLS good-bye of " + each.connection(), bug);
            each.close(CloseCause.BUG);
        }
    }

    private void serve(TlsClient asking) {
        if (provider == null) {
            return;
        }
        try {
            TlsEngine engine = provider.engine(asking.isClient(), asking.credentials());
            asking.serve(Objects.requireNonNull(engine, "it made no engine"), provider, label);
            byProvider.made(provider, asking);
        } catch (TlsFault fault) {
            asking.refuse(fault);
        } catch (RuntimeException | LinkageError bug) {
            owner.bugs().report("TLS provider " + label, bug);
            TlsProvider failed = provider;
            provider = null;
            slot.quarantine(failed, "failed to make an engine: " + bug);
            return;
        }
        answer(asking);
    }

    private void answer(TlsClient asking) {
        try {
            asking.answer();
        } catch (RuntimeException | LinkageError bug) {
            owner.bugs().report("TLS start of " + asking.connection(), bug);
            asking.close(CloseCause.BUG);
        }
    }

    /** {@code connection} is gone. */
    void closed(BaseConnection connection) {
        TlsClient known = clients.remove(connection);
        if (known != null) {
            byProvider.ended(known);
        }
    }

    /** Whether {@code connection} has no engine, or one of the provider that is chosen now. */
    boolean isChosen(BaseConnection connection) {
        TlsClient known = clients.get(connection);
        return known == null || !known.waits() && known.maker() == provider;
    }

    /** Forgets {@code connection}, which goes to another loop, but not who made its engine; null when it has none. */
    TlsClient remove(BaseConnection connection) {
        return clients.remove(connection);
    }

    /** {@code connection} came from another loop, with {@code client} unless that is null. */
    void add(BaseConnection connection, TlsClient client) {
        if (client != null) {
            clients.put(connection, client);
            byProvider.made(client.maker(), client);
        }
    }

    /** {@code client}, if there is one, is on its way to another loop; or, with false, did not go. */
    void away(TlsClient client, boolean goes) {
        if (client != null) {
            byProvider.away(client, goes);
        }
    }

    /** {@code connection} did not get to the other loop, nor {@code client} unless that is null. */
    void back(BaseConnection connection, TlsClient client) {
        if (client != null) {
            clients.put(connection, client);
        }
    }

    /** {@code client}, if there was one, is in the other loop. */
    void left(TlsClient client) {
        if (client != null) {
            byProvider.ended(client);
        }
    }

    /** What each connection over TLS uses. */
    List<TlsSession> sessions() {
        List<TlsSession> all = new ArrayList<>();
        clients.values().forEach(each -> all.add(each.session()));
        return all;
    }
}
