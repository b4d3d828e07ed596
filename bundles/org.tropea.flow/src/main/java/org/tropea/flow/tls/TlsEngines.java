package org.tropea.flow.tls;

import org.osgi.annotation.versioning.ProviderType;
import org.tropea.flow.conn.Connection;

/**
 * A part of the router's scope: where a connection gets its TLS engine, of the provider that its loop uses then. The
 * engine lives as long as the connection does, and the other way round: when the provider's bundle stops, the connection
 * has SwapDrainTime to end and is closed with PROVIDER_GONE then. Called in the connection's loop.
 */
@ProviderType
@FunctionalInterface
public interface TlsEngines {
    /**
     * Asks for the engine of {@code connection}, once; {@code asker} gets it during this call. While no provider is
     * there, reading holds NO_TLS, and the answer comes in a later turn, or never when the connection closes first.
     */
    void request(Connection connection, boolean client, TlsCredentials credentials, Asker asker);

    /** Who asked for an engine; told once what came of it, in the connection's loop. */
    interface Asker {
        /** Here is the engine. */
        void engine(TlsEngine engine);

        /** The provider cannot make one for this connection, whatever the next one could: it should close. */
        void refused(TlsFault fault);

        /**
         * The provider's bundle stops and the connection had its time to drain. During this call, and never after it,
         * the engine may still say good-bye; then the connection flushes and is closed.
         */
        default void leaving() {}
    }
}
