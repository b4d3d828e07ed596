package org.tropea.itests.badinput;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.link.AuthBinding;
import org.tropea.crypto.link.Authenticate;
import org.tropea.crypto.link.CertEntry;
import org.tropea.crypto.link.CertsVerifier;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.crypto.link.PeerIdentity;

/** The initiator's steps of a link handshake (tor-spec 4), one call each, so that a test can leave the path anywhere. */
public final class LinkHandshake {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final RawLink link;
    private final RelayKeys keys;
    private final LinkCertificates certificates;
    private PeerIdentity peer;

    /** {@code keys} are those of the relay that the initiator is, or null for a client. */
    public LinkHandshake(RawLink link, RelayKeys keys) {
        this.link = link;
        this.keys = keys;
        this.certificates = keys == null ? null : keys.certificates(RelayKeys.now());
    }

    /** Sends VERSIONS 4 and 5, takes the relay's four cells and checks its CERTS. */
    public void versions() throws IOException {
        link.send(RawCell.versions(4, 5));
        expect(CellCommand.VERSIONS);
        RawCell certs = expect(CellCommand.CERTS);
        expect(CellCommand.AUTH_CHALLENGE);
        expect(CellCommand.NETINFO);
        try {
            peer = CertsVerifier.responder(entries(certs.body()), link.certificate(), RelayKeys.now());
        } catch (CryptoFault e) {
            throw new IOException("the relay's CERTS: " + e.getMessage(), e);
        }
    }

    private RawCell expect(int command) throws IOException {
        RawCell cell = link.next(0, LIMIT);
        if (cell == null || cell.command() != command) {
            throw new IOException("expected " + CellCommand.name(command) + ", got " + cell);
        }
        return cell;
    }

    private static List<CertEntry> entries(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        List<CertEntry> entries = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            int type = in.get();
            byte[] certificate = new byte[in.getShort() & 0xffff];
            in.get(certificate);
            entries.add(new CertEntry(type, certificate));
        }
        return entries;
    }

    /** Our link certificates. */
    public LinkCertificates certificates() {
        return certificates;
    }

    /** Who the relay has proven to be. */
    public PeerIdentity peer() {
        return peer;
    }

    /** Sends CERTS with these entries. */
    public void certs(List<CertEntry> entries) throws IOException {
        link.send(0, CellCommand.CERTS, body(entries));
    }

    /** The body of a CERTS cell. */
    public static byte[] body(List<CertEntry> entries) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(entries.size());
        for (CertEntry entry : entries) {
            body.write(entry.type());
            body.write(entry.body().length >>> 8);
            body.write(entry.body().length);
            body.writeBytes(entry.body());
        }
        return body.toByteArray();
    }

    /** What a correct AUTHENTICATE binds, if it is the next thing to be sent. */
    public AuthBinding binding() {
        return new AuthBinding(
                keys.identity().publicKey().sha256(),
                peer.rsaSha256(),
                keys.ed25519Id(),
                peer.ed25519Id(),
                link.receivedLog(),
                link.sentLog(),
                Digests.sha256(link.certificate()),
                link.exported());
    }

    /** A correct AUTHENTICATE body, if it is the next thing to be sent. */
    public byte[] authentication() {
        return Authenticate.sign(binding(), certificates.authKey());
    }

    /** Sends AUTHENTICATE. */
    public void authenticate(byte[] body) throws IOException {
        link.send(0, CellCommand.AUTHENTICATE, body);
    }

    /** Sends a NETINFO that names no address of ours: nobody will extend through this link. */
    public void netinfo() throws IOException {
        link.send(0, CellCommand.NETINFO, netinfoBody());
    }

    /** A correct NETINFO body: time, the relay's address 127.0.0.1, no address of ours. */
    public static byte[] netinfoBody() {
        return ByteBuffer.allocate(11)
                .putInt((int) RelayKeys.now())
                .put(new byte[] {4, 4, 127, 0, 0, 1, 0})
                .array();
    }
}
