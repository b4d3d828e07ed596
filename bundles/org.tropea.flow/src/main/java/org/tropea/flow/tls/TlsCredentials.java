package org.tropea.flow.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** The key and certificate with which this end of a link shows itself. Any thread. */
public record TlsCredentials(PrivateKey key, X509Certificate certificate) {}
