package org.tropea.flow.tls;

/**
 * Brings TLS engines: a stateless factory in the service registry. TLS 1.2 and 1.3; no session tickets, renegotiation or
 * compression. Certificates of peers are not checked here: the CERTS cell proves who they are (tor-spec 4.2).
 */
public interface TlsProvider {
    /** The provider's name, as operators choose it. */
    String name();

    /** An engine for one connection. A client shows no certificate; a server shows {@code credentials}. */
    TlsEngine engine(boolean client, TlsCredentials credentials) throws TlsFault;
}
