package org.tropea.crypto.link;

import org.tropea.crypto.Bytes;

/**
 * What an AUTHENTICATE binds together: both identities, both transcripts and the TLS session (tor-spec 4.4.2). Both
 * sides compute it; each field has 32 bytes and is not copied.
 *
 * @param clientId CID: SHA-256 of the initiator's RSA identity key
 * @param serverId SID: SHA-256 of the responder's RSA identity key
 * @param clientEd25519Id CID_ED
 * @param serverEd25519Id SID_ED
 * @param serverLog SLOG: SHA-256 of all bytes the responder sent, up to and including AUTH_CHALLENGE
 * @param clientLog CLOG: SHA-256 of all bytes the initiator sent before AUTHENTICATE
 * @param serverCert SCERT: SHA-256 of the responder's TLS certificate
 * @param tlsSecrets 32 bytes from the RFC 5705 exporter, see {@link Authenticate#EXPORTER_LABEL}
 */
public record AuthBinding(
        byte[] clientId,
        byte[] serverId,
        byte[] clientEd25519Id,
        byte[] serverEd25519Id,
        byte[] serverLog,
        byte[] clientLog,
        byte[] serverCert,
        byte[] tlsSecrets) {
    /** Checks the lengths. */
    public AuthBinding {
        Bytes.require(clientId, 32, "CID");
        Bytes.require(serverId, 32, "SID");
        Bytes.require(clientEd25519Id, 32, "CID_ED");
        Bytes.require(serverEd25519Id, 32, "SID_ED");
        Bytes.require(serverLog, 32, "SLOG");
        Bytes.require(clientLog, 32, "CLOG");
        Bytes.require(serverCert, 32, "SCERT");
        Bytes.require(tlsSecrets, 32, "TLSSECRETS");
    }

    byte[] encode() {
        return Bytes.concat(
                clientId, serverId, clientEd25519Id, serverEd25519Id, serverLog, clientLog, serverCert, tlsSecrets);
    }
}
