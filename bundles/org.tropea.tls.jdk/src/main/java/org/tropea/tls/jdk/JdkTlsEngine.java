package org.tropea.tls.jdk;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLKeyException;
import org.tropea.flow.tls.SslEngineTls;
import org.tropea.flow.tls.TlsFault;

/** One engine of the JDK, with the exporter. Belongs to one loop. */
final class JdkTlsEngine extends SslEngineTls {
    private final SSLEngine engine;

    JdkTlsEngine(SSLEngine engine) throws TlsFault {
        super(engine);
        this.engine = engine;
    }

    /**
     * The JDK exports nothing of a TLS 1.2 session without extended master secret, as RFC 7627 5.4 asks. Refused here,
     * at once and with a reason, it cannot fail in the middle of AUTHENTICATE.
     */
    @Override
    protected void handshakeDone() throws TlsFault {
        super.handshakeDone();
        try {
            if (LaterJava.exports()) {
                export("EXPORTER probe", new byte[1], 1);
            }
        } catch (SSLKeyException none) {
            engine.closeOutbound();
            throw fault("TLS session of the peer cannot prove who it is", none);
        }
    }

    private byte[] export(String label, byte[] context, int length) throws SSLKeyException {
        return LaterJava.export((ExtendedSSLSession) engine.getSession(), label, context, length);
    }

    @Override
    public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
        try {
            return export(label, context, length);
        } catch (SSLKeyException unexpected) {
            throw new IllegalStateException("TLS exporter refuses " + label, unexpected);
        }
    }
}
