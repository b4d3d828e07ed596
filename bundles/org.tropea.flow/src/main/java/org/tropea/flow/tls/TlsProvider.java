package org.tropea.flow.tls;

/**
 * Brings TLS engines: a stateless factory in the service registry, named by the property {@link #NAME}. TLS 1.2 and 1.3;
 * no session tickets, renegotiation or compression. Certificates of peers are not checked here: the CERTS cell proves
 * who they are (tor-spec 4.2). Any thread.
 */
@FunctionalInterface
public interface TlsProvider {
    /** The service property that names the provider, as operators choose it: {@code bc}. */
    String NAME = "tropea.tls";

    /**
     * An engine for one connection. A client shows no certificate; a server shows {@code credentials}. A TlsFault means
     * that there can be none for this connection; anything else thrown, that the provider is broken.
     */
    TlsEngine engine(boolean client, TlsCredentials credentials) throws TlsFault;
}
