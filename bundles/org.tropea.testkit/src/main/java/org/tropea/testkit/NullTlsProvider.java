package org.tropea.testkit;

import java.security.cert.CertificateEncodingException;
import java.util.concurrent.atomic.AtomicInteger;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;

/** TLS without the security: records are framed and not encrypted. For tests and benchmarks only. */
public final class NullTlsProvider implements TlsProvider {
    private final AtomicInteger engines = new AtomicInteger();
    private final boolean tasks;

    /** A provider whose engines want a TASK after the peer's hello, if {@code tasks}. */
    public NullTlsProvider(boolean tasks) {
        this.tasks = tasks;
    }

    /** A provider whose engines want no TASK. */
    public NullTlsProvider() {
        this(false);
    }

    @Override
    public TlsEngine engine(boolean client, TlsCredentials credentials) throws TlsFault {
        return new NullTlsEngine(client, certificate(client, credentials), engines.incrementAndGet(), tasks);
    }

    private static byte[] certificate(boolean client, TlsCredentials credentials) throws TlsFault {
        try {
            boolean shown = !client && credentials != null && credentials.certificate() != null;
            return shown ? credentials.certificate().getEncoded() : new byte[0];
        } catch (CertificateEncodingException malformed) {
            throw new TlsFault("the certificate has no encoding", malformed);
        }
    }
}
