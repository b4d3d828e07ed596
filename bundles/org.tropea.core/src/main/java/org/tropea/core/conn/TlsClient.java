package org.tropea.core.conn;

import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngines;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;

/**
 * A connection that asked for a TLS engine: WAITING, then SERVED or REFUSED, which its asker is told once. Touched only
 * by the connection's loop.
 */
final class TlsClient {
    private final BaseConnection connection;
    private final boolean client;
    private final TlsCredentials credentials;
    private final TlsEngines.Asker asker;
    private final long since;
    private String provider = "-";
    private TlsProvider maker;
    private TlsEngine engine;
    private TlsFault fault;

    TlsClient(BaseConnection connection, boolean client, TlsCredentials credentials, TlsEngines.Asker asker) {
        this.connection = connection;
        this.client = client;
        this.credentials = credentials;
        this.asker = asker;
        this.since = connection.now();
    }

    boolean waits() {
        return engine == null && fault == null;
    }

    void serve(TlsEngine made, TlsProvider maker, String label) {
        engine = made;
        this.maker = maker;
        provider = label;
    }

    void refuse(TlsFault why) {
        fault = why;
    }

    /** Tells the asker what came of it, unless the connection is closing. */
    void answer() {
        if (!connection.isOpen()) {
            return;
        }
        if (fault == null) {
            asker.engine(engine);
        } else {
            asker.refused(fault);
        }
    }

    /** Its provider's bundle stops: first it says good-bye and may flush, at the next call it is closed at once. */
    void leave(CloseCause cause) {
        if (engine != null && connection.isOpen()) {
            asker.leaving();
            connection.closeAfterFlush(cause);
        } else {
            connection.close(cause);
        }
    }

    void close(CloseCause cause) {
        connection.close(cause);
    }

    TlsSession session() {
        long age = (connection.now() - since) / 1_000_000_000L;
        String remote = String.valueOf(connection.remote());
        return new TlsSession(connection.id(), remote, provider, connection.describe(), age);
    }

    /** Who made its engine; null while it has none. */
    TlsProvider maker() {
        return maker;
    }

    BaseConnection connection() {
        return connection;
    }

    boolean isClient() {
        return client;
    }

    TlsCredentials credentials() {
        return credentials;
    }
}
