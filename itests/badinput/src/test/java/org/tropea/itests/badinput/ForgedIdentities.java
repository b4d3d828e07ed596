package org.tropea.itests.badinput;

import static org.tropea.itests.badinput.BadInput.closes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.RsaCrossCert;
import org.tropea.crypto.link.AuthBinding;
import org.tropea.crypto.link.Authenticate;
import org.tropea.crypto.link.CertEntry;

/** CERTS and AUTHENTICATE of an initiator that is not who it says, or says it at the wrong time (tor-spec 4.2, 4.4). */
final class ForgedIdentities {
    private static final long DAY = 86_400;

    private ForgedIdentities() {}

    static List<BadInput> all() {
        List<BadInput> all = new ArrayList<>(certs());
        all.addAll(authentications());
        return all;
    }

    private static List<BadInput> certs() {
        return List.of(
                closes("CERTS on an open link", Start.LINK, s -> s.link.send(0, CellCommand.CERTS, good(s))),
                closes("CERTS twice", Start.VERSIONS, s -> {
                    s.handshake.certs(entries(s));
                    s.handshake.certs(entries(s));
                }),
                closes(
                        "CERTS with a circuit id",
                        Start.VERSIONS,
                        s -> s.link.send(0x8000_0001, CellCommand.CERTS, good(s))),
                closes("CERTS with an empty body", Start.VERSIONS, s -> s.link.send(0, CellCommand.CERTS, new byte[0])),
                closes(
                        "CERTS that are cut off",
                        Start.VERSIONS,
                        s -> s.link.send(0, CellCommand.CERTS, Arrays.copyOf(good(s), 300))),
                certs("CERTS without type 2", list -> without(list, CertType.RSA_IDENTITY)),
                certs("CERTS without type 4", list -> without(list, CertType.IDENTITY_SIGNING)),
                certs("CERTS without type 6", list -> without(list, CertType.SIGNING_AUTH)),
                certs("CERTS without type 7", list -> without(list, CertType.RSA_ED25519_CROSS)),
                certs("CERTS with type 4 twice", list -> {
                    list.add(list.get(1));
                    return list;
                }),
                certs("CERTS with a forged type 2", list -> damaged(list, CertType.RSA_IDENTITY)),
                certs("CERTS with a forged type 4", list -> damaged(list, CertType.IDENTITY_SIGNING)),
                certs("CERTS with a forged type 6", list -> damaged(list, CertType.SIGNING_AUTH)),
                certs("CERTS with a forged type 7", list -> damaged(list, CertType.RSA_ED25519_CROSS)),
                closes(
                        "CERTS mixed of two relays",
                        Start.VERSIONS,
                        s -> s.handshake.certs(replaced(
                                s,
                                CertType.RSA_ED25519_CROSS,
                                RelayKeys.generate()
                                        .certificates(RelayKeys.now())
                                        .initiatorCerts()
                                        .get(3)
                                        .body()))),
                closes(
                        "CERTS with an expired type 4",
                        Start.VERSIONS,
                        s -> s.handshake.certs(replaced(s, CertType.IDENTITY_SIGNING, expiredSigning(s)))),
                closes(
                        "CERTS with an expired type 6",
                        Start.VERSIONS,
                        s -> s.handshake.certs(replaced(s, CertType.SIGNING_AUTH, expiredAuth(s)))),
                closes(
                        "CERTS with an expired type 7",
                        Start.VERSIONS,
                        s -> s.handshake.certs(replaced(
                                s,
                                CertType.RSA_ED25519_CROSS,
                                RsaCrossCert.sign(s.keys.identity(), s.keys.ed25519Id(), RelayKeys.now() - DAY)
                                        .encoded()))));
    }

    private static BadInput certs(String name, UnaryOperator<List<CertEntry>> change) {
        return closes(name, Start.VERSIONS, s -> s.handshake.certs(change.apply(entries(s))));
    }

    private static List<BadInput> authentications() {
        return List.of(
                closes(
                        "AUTHENTICATE without CERTS",
                        Start.VERSIONS,
                        s -> s.handshake.authenticate(s.handshake.authentication())),
                authenticate("AUTHENTICATE of 3 bytes", (s, body) -> new byte[3]),
                authenticate("AUTHENTICATE that is cut off", (s, body) -> Arrays.copyOf(body, 300)),
                authenticate("AUTHENTICATE of type 1", (s, body) -> changed(body, 1)),
                authenticate("AUTHENTICATE with a bad signature", (s, body) -> changed(body, body.length - 1)),
                authenticate("AUTHENTICATE for another log", (s, body) -> forOther(s, 1)),
                authenticate("AUTHENTICATE for another TLS certificate", (s, body) -> forOther(s, 2)),
                authenticate("AUTHENTICATE for another TLS session", (s, body) -> forOther(s, 3)),
                authenticate("AUTHENTICATE for another relay", (s, body) -> forOther(s, 4)),
                closes("AUTHENTICATE twice", Start.VERSIONS, s -> {
                    s.handshake.certs(entries(s));
                    byte[] body = s.handshake.authentication();
                    s.handshake.authenticate(body);
                    s.handshake.authenticate(body);
                }),
                closes("AUTHENTICATE on an open link", Start.VERSIONS, s -> {
                    s.handshake.certs(entries(s));
                    byte[] body = s.handshake.authentication();
                    s.handshake.netinfo();
                    s.handshake.authenticate(body);
                }));
    }

    private interface Forgery {
        byte[] of(Stage stage, byte[] good);
    }

    private static BadInput authenticate(String name, Forgery forgery) {
        return closes(name, Start.VERSIONS, s -> {
            s.handshake.certs(entries(s));
            s.handshake.authenticate(forgery.of(s, s.handshake.authentication()));
        });
    }

    /** A well-signed AUTHENTICATE of which one field is for something else: 1 log, 2 certificate, 3 session, 4 relay. */
    private static byte[] forOther(Stage s, int field) {
        AuthBinding b = s.handshake.binding();
        byte[] zeros = new byte[32];
        AuthBinding other = new AuthBinding(
                b.clientId(),
                field == 4 ? zeros : b.serverId(),
                b.clientEd25519Id(),
                b.serverEd25519Id(),
                field == 1 ? zeros : b.serverLog(),
                b.clientLog(),
                field == 2 ? zeros : b.serverCert(),
                field == 3 ? zeros : b.tlsSecrets());
        return Authenticate.sign(other, s.handshake.certificates().authKey());
    }

    private static List<CertEntry> entries(Stage s) {
        return new ArrayList<>(s.handshake.certificates().initiatorCerts());
    }

    private static byte[] good(Stage s) {
        RelayKeys keys = s.keys == null ? s.target.knownKeys() : s.keys;
        return LinkHandshake.body(keys.certificates(RelayKeys.now()).initiatorCerts());
    }

    private static List<CertEntry> without(List<CertEntry> list, int type) {
        list.removeIf(entry -> entry.type() == type);
        return list;
    }

    private static List<CertEntry> replaced(Stage s, int type, byte[] body) {
        List<CertEntry> list = entries(s);
        list.replaceAll(entry -> entry.type() == type ? new CertEntry(type, body) : entry);
        return list;
    }

    private static List<CertEntry> damaged(List<CertEntry> list, int type) {
        list.replaceAll(entry ->
                entry.type() == type ? new CertEntry(type, changed(entry.body(), entry.body().length - 1)) : entry);
        return list;
    }

    private static byte[] changed(byte[] body, int at) {
        byte[] copy = body.clone();
        copy[at] ^= 2;
        return copy;
    }

    private static byte[] expiredSigning(Stage s) {
        return Ed25519Cert.sign(
                        CertType.IDENTITY_SIGNING,
                        CertType.KEY_ED25519,
                        s.keys.signing().publicKey(),
                        RelayKeys.now() - DAY,
                        s.keys.master(),
                        true)
                .encoded();
    }

    private static byte[] expiredAuth(Stage s) {
        return Ed25519Cert.sign(
                        CertType.SIGNING_AUTH,
                        CertType.KEY_ED25519,
                        Ed25519KeyPair.generate().publicKey(),
                        RelayKeys.now() - DAY,
                        s.keys.signing(),
                        false)
                .encoded();
    }
}
