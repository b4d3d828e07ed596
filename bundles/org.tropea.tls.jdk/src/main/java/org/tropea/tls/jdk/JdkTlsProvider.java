package org.tropea.tls.jdk;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.osgi.service.component.annotations.Component;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;
import org.tropea.flow.tls.TlsProvider;

/** TLS engines of the JDK's own JSSE provider. No setting of the JVM is read for that, none is changed. Any thread. */
@Component(property = {TlsProvider.NAME + "=jdk", "service.ranking:Integer=100"})
public final class JdkTlsProvider implements TlsProvider {
    /** A context has one key manager, and a link certificate lives for hours. */
    private record Server(TlsCredentials credentials, SSLContext context) {}

    private final SSLContext clients;
    private volatile Server last;

    /** Fails where there is no JSSE of the JDK. */
    public JdkTlsProvider() throws GeneralSecurityException {
        clients = context(null);
    }

    private static SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(keys, new TrustManager[] {new TrustEveryone()}, null);
        return context;
    }

    @Override
    public TlsEngine engine(boolean client, TlsCredentials credentials) throws TlsFault {
        return engine(client, credentials, LinkSettings.VERSIONS);
    }

    /** As {@link #engine(boolean, TlsCredentials)}, with the versions of TLS that it speaks. */
    TlsEngine engine(boolean client, TlsCredentials credentials, String... versions) throws TlsFault {
        try {
            SSLEngine engine = (client ? clients : servers(credentials)).createSSLEngine();
            LinkSettings.apply(engine, client, versions);
            return new JdkTlsEngine(engine);
        } catch (GeneralSecurityException e) {
            throw new TlsFault("TLS cannot begin: " + e.getMessage(), e);
        }
    }

    private SSLContext servers(TlsCredentials credentials) throws GeneralSecurityException {
        Server known = last;
        if (known == null || !known.credentials().equals(credentials)) {
            known = new Server(credentials, context(new KeyManager[] {new OneKey(credentials)}));
            last = known;
        }
        return known.context();
    }
}
