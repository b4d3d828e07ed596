package org.tropea.itests.badinput;

import static org.tropea.itests.badinput.BadInput.PROTOCOL;
import static org.tropea.itests.badinput.BadInput.answered;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.LinkSpecifier;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Sendme;
import org.tropea.itests.badinput.BadInput.Survives;

/** Cells for which the circuit is closed with a reason, and the link lives (tor-spec 5.1.2, 5.4, 5.6, 6.1, 7.3). */
final class ClosedCircuits {
    private static final int EARLY_MAX = 8;

    private ClosedCircuits() {}

    static List<BadInput> all() {
        List<BadInput> all = new ArrayList<>(extends2());
        all.addAll(relayCells());
        all.addAll(sendmes());
        return all;
    }

    private static List<BadInput> extends2() {
        return List.of(
                extend("EXTEND2 that is cut off", s -> new byte[] {3, 0, 6, 127}),
                extend(
                        "EXTEND2 with an IPv4 specifier of 5 bytes",
                        s -> with(s, new LinkSpecifier(LinkSpecifier.IPV4, new byte[5]), rsa(s))),
                extend("EXTEND2 without an RSA identity", s -> with(s, address(s))),
                extend("EXTEND2 with two RSA identities", s -> with(s, address(s), rsa(s), rsa(s))),
                extend(
                        "EXTEND2 with a zero RSA identity",
                        s -> with(s, address(s), new LinkSpecifier(LinkSpecifier.RSA_ID, new byte[20]))),
                extend("EXTEND2 without an address", s -> with(s, rsa(s))),
                extend("EXTEND2 to port 0", s -> with(s, ipv4("127.0.0.1", 0), rsa(s))),
                extend("EXTEND2 to address 0.0.0.0", s -> with(s, ipv4("0.0.0.0", 9), rsa(s))),
                extend("EXTEND2 with a TAP handshake", s -> {
                    byte[] body = RelayInfo.extend2(s.target.other().specifiers(), new byte[84]);
                    body[body.length - 84 - 3] = 0;
                    return body;
                }),
                answered(
                        "the old EXTEND",
                        Start.CIRCUIT,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.early(RelayCommand.EXTEND, 0, new byte[212])),
                answered(
                        "EXTEND2 back to the previous hop by RSA identity",
                        Start.FROM_RELAY,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.early(
                                RelayCommand.EXTEND2,
                                0,
                                with(s, address(s), id(s.target.knownKeys().rsaId())))),
                answered(
                        "EXTEND2 back to the previous hop by Ed25519 identity",
                        Start.FROM_RELAY,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.early(
                                RelayCommand.EXTEND2,
                                0,
                                with(
                                        s,
                                        address(s),
                                        id(new byte[] {
                                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
                                        }),
                                        ed25519(s.target.knownKeys().ed25519Id())))),
                answered("a second EXTEND2 after the first was answered", Start.CIRCUIT, PROTOCOL, Survives.LINK, s -> {
                    s.circuit.extend(s.target.other());
                    s.circuit.forgetLastHop();
                    s.circuit.early(RelayCommand.EXTEND2, 0, with(s, address(s), rsa(s)));
                }),
                answered(
                        "EXTEND2 to a relay with another RSA identity",
                        Start.CIRCUIT,
                        "DESTROY CHANNEL_CLOSED",
                        Survives.LINK,
                        s -> s.circuit.early(
                                RelayCommand.EXTEND2,
                                0,
                                with(s, address(s), id(RelayKeys.generate().rsaId())))),
                answered(
                        "EXTEND2 to a relay with another Ed25519 identity",
                        Start.CIRCUIT,
                        "DESTROY CHANNEL_CLOSED",
                        Survives.LINK,
                        s -> s.circuit.early(
                                RelayCommand.EXTEND2,
                                0,
                                with(
                                        s,
                                        address(s),
                                        rsa(s),
                                        ed25519(RelayKeys.generate().ed25519Id())))));
    }

    private static BadInput extend(String name, Body body) {
        return answered(
                name,
                Start.CIRCUIT,
                PROTOCOL,
                Survives.LINK,
                s -> s.circuit.early(RelayCommand.EXTEND2, 0, body.of(s)));
    }

    private static List<BadInput> relayCells() {
        return List.of(
                answered("nine RELAY_EARLY cells", Start.CIRCUIT, PROTOCOL, Survives.LINK, s -> {
                    for (int i = 0; i <= EARLY_MAX; i++) {
                        s.circuit.early(RelayCommand.DROP, 0, new byte[9]);
                    }
                }),
                answered(
                        "a relay cell whose length is 499",
                        Start.CIRCUIT,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.sendWithLength(RelayCommand.DROP, 0, new byte[9], 499)),
                answered(
                        "a relay cell whose length is 65535",
                        Start.CIRCUIT,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.sendWithLength(RelayCommand.DATA, 1, new byte[9], 65_535)),
                answered(
                        "END with an empty body",
                        Start.CIRCUIT,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.send(RelayCommand.END, 7, new byte[0])),
                answered(
                        "TRUNCATE with an empty body, without a next hop",
                        Start.CIRCUIT,
                        "TRUNCATED",
                        Survives.CIRCUIT,
                        s -> s.circuit.send(RelayCommand.TRUNCATE, 0, new byte[0])),
                answered(
                        "a relay cell that nobody recognizes at the last hop",
                        Start.CIRCUIT,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.sendCell(CellCommand.RELAY, new byte[Cell.PAYLOAD])),
                answered(
                        "CONNECTED from the client on an open stream",
                        Start.STREAM_FROM_RELAY,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.send(RelayCommand.CONNECTED, s.stream, new byte[0])));
    }

    private static List<BadInput> sendmes() {
        return List.of(
                answered(
                        "SENDME that nothing was sent for",
                        Start.CIRCUIT,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.send(RelayCommand.SENDME, 0, Sendme.encode(new byte[20]))),
                answered(
                        "SENDME of a stream at its full window",
                        Start.STREAM_FROM_RELAY,
                        PROTOCOL,
                        Survives.LINK,
                        s -> s.circuit.send(RelayCommand.SENDME, s.stream, new byte[0])),
                answered("SENDME with a wrong digest", Start.STREAM_FROM_RELAY, PROTOCOL, Survives.LINK, s -> {
                    receiveAll(s);
                    s.circuit.send(RelayCommand.SENDME, 0, Sendme.encode(new byte[20]));
                }),
                answered("SENDME with a digest of 4 bytes", Start.STREAM_FROM_RELAY, PROTOCOL, Survives.LINK, s -> {
                    byte[] digest = receiveAll(s);
                    s.circuit.send(RelayCommand.SENDME, 0, Sendme.encode(Arrays.copyOf(digest, 4)));
                }),
                answered("SENDME of version 2", Start.STREAM_FROM_RELAY, PROTOCOL, Survives.LINK, s -> {
                    byte[] body = Sendme.encode(receiveAll(s));
                    body[0] = 2;
                    s.circuit.send(RelayCommand.SENDME, 0, body);
                }),
                answered("a second SENDME after a correct one", Start.STREAM_FROM_RELAY, PROTOCOL, Survives.LINK, s -> {
                    byte[] body = Sendme.encode(receiveAll(s));
                    s.circuit.send(RelayCommand.SENDME, 0, body);
                    s.circuit.send(RelayCommand.SENDME, 0, body);
                }));
    }

    /** Has the target send its long answer and returns the digest of the 100th DATA cell. */
    private static byte[] receiveAll(Stage s) throws IOException {
        byte[] digest = new byte[0];
        s.circuit.send(RelayCommand.DATA, s.stream, new byte[] {'S'});
        int cells = 0;
        for (int bytes = 0; bytes < ExitTarget.LONG; ) {
            RelayMessage message = s.circuit.message();
            bytes += message.data().length;
            if (++cells == 100) {
                digest = s.circuit.lastDigest();
            }
        }
        return digest;
    }

    private interface Body {
        byte[] of(Stage stage);
    }

    private static byte[] with(Stage stage, LinkSpecifier... specifiers) {
        return RelayInfo.extend2(List.of(specifiers), new byte[84]);
    }

    private static LinkSpecifier address(Stage s) {
        return LinkSpecifier.of(s.target.other().address());
    }

    private static LinkSpecifier ipv4(String host, int port) {
        return LinkSpecifier.of(new InetSocketAddress(host, port));
    }

    private static LinkSpecifier rsa(Stage s) {
        return id(s.target.other().rsaId());
    }

    private static LinkSpecifier id(byte[] sha1) {
        return new LinkSpecifier(LinkSpecifier.RSA_ID, sha1);
    }

    private static LinkSpecifier ed25519(byte[] key) {
        return new LinkSpecifier(LinkSpecifier.ED25519_ID, key);
    }
}
