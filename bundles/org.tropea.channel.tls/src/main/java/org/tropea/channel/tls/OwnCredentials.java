package org.tropea.channel.tls;

import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.link.AuthBinding;
import org.tropea.crypto.link.Authenticate;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.crypto.link.PeerIdentity;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;

/** What this relay shows of itself on one link, and the AUTHENTICATE that binds it to the link (tor-spec 4.2, 4.4). */
final class OwnCredentials {
    private final RouterKeys keys;
    private final LinkKeys linkKeys;
    private final CellLink link;
    private final boolean initiator;

    OwnCredentials(RouterScope router, CellLink link, boolean initiator) {
        this.keys = router.part(RouterKeys.class);
        this.linkKeys = keys.link();
        this.link = link;
        this.initiator = initiator;
    }

    /** The payload of our CERTS: types 2, 4, 7 and the link's (5), or as initiator the authentication key's (6). */
    byte[] certs(long now) {
        byte[] varying = initiator ? linkKeys.certs().get(CertType.SIGNING_AUTH) : linkCertificate(now);
        return Certs.encode(
                CertType.RSA_IDENTITY,
                linkKeys.certs().get(CertType.RSA_IDENTITY),
                CertType.IDENTITY_SIGNING,
                linkKeys.certs().get(CertType.IDENTITY_SIGNING),
                initiator ? CertType.SIGNING_AUTH : CertType.SIGNING_LINK,
                varying,
                CertType.RSA_ED25519_CROSS,
                linkKeys.certs().get(CertType.RSA_ED25519_CROSS));
    }

    /** The certificate of what TLS showed; made anew when the link key was renewed since this link's TLS began. */
    private byte[] linkCertificate(long now) {
        byte[] shown = link.serverCertificate();
        try {
            if (Arrays.equals(shown, linkKeys.tlsCertificate().getEncoded())) {
                return linkKeys.certs().get(CertType.SIGNING_LINK);
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("own TLS certificate has no encoding", e);
        }
        return Ed25519Cert.sign(
                        CertType.SIGNING_LINK,
                        CertType.KEY_SHA256_OF_X509,
                        Digests.sha256(shown),
                        now + LinkCertificates.LINK_LIFETIME,
                        keys.signing(),
                        false)
                .encoded();
    }

    /** The payload of our AUTHENTICATE to {@code responder}. */
    byte[] authenticate(PeerIdentity responder, byte[] serverLog, byte[] clientLog) {
        byte[] id = keys.identity().publicKey().sha256();
        AuthBinding binding = new AuthBinding(
                id,
                responder.rsaSha256(),
                keys.ed25519Id(),
                responder.ed25519Id(),
                serverLog,
                clientLog,
                Digests.sha256(link.serverCertificate()),
                exported(id));
        return Authenticate.sign(binding, linkKeys.authentication());
    }

    /** Checks the AUTHENTICATE of {@code peer}, an initiator. */
    void check(byte[] payload, PeerIdentity peer, byte[] serverLog, byte[] clientLog) throws CryptoFault {
        AuthBinding expected = new AuthBinding(
                peer.rsaSha256(),
                keys.identity().publicKey().sha256(),
                peer.ed25519Id(),
                keys.ed25519Id(),
                serverLog,
                clientLog,
                Digests.sha256(link.serverCertificate()),
                exported(peer.rsaSha256()));
        Authenticate.check(payload, expected, peer.authKey());
    }

    private byte[] exported(byte[] clientId) {
        return link.exportKeyingMaterial(Authenticate.EXPORTER_LABEL, clientId, Authenticate.EXPORTER_LEN);
    }
}
