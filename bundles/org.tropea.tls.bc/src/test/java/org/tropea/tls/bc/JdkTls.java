package org.tropea.tls.bc;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.tropea.flow.tls.SslEngineTls;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsFault;

/** The JDK's own engine as a peer, which shares no TLS code with BouncyCastle. */
final class JdkTls extends SslEngineTls {
    private JdkTls(SSLEngine engine) throws TlsFault {
        super(engine);
    }

    static JdkTls client(String protocol) throws Exception {
        return engine(true, protocol, null);
    }

    static JdkTls server(String protocol, TlsCredentials credentials) throws Exception {
        return engine(false, protocol, new KeyManager[] {new OneKey(credentials)});
    }

    private static JdkTls engine(boolean client, String protocol, KeyManager[] keys) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(keys, new TrustManager[] {new TrustEveryone()}, null);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(new String[] {protocol});
        return new JdkTls(engine);
    }

    @Override
    public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
        throw new AssertionError("the JDK exports no keying material before 25");
    }
}
