package org.tropea.tls.bc;

import org.bouncycastle.tls.TlsContext;

/** What the engine asks either end's choices. */
interface LinkPeer {
    /** The exporter; null until the handshake is done. */
    Exporter exporter();

    /** The connection's context. */
    TlsContext context();

    /** The certificate in DER that the other end showed, or null. */
    byte[] peerCertificate();
}
