package org.tropea.itests.badinput;

import static org.tropea.itests.badinput.BadInput.closes;
import static org.tropea.itests.badinput.BadInput.dropped;
import static org.tropea.itests.badinput.BadInput.timesOut;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.handshake.CreateFast;
import org.tropea.itests.badinput.BadInput.Survives;

/** Bytes before or in the link handshake for which the connection is closed (tor-spec 2 to 4). */
final class ClosedChannels {
    /** How long a relay may wait; C tor waits for its KeepalivePeriod after it could last write. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(90);

    private static final int LONGEST = 65_535;

    private ClosedChannels() {}

    static List<BadInput> all() {
        return List.of(
                timesOut("TCP, then silence", Start.TCP, HANDSHAKE, s -> {}),
                timesOut(
                        "half a ClientHello, then silence",
                        Start.TCP,
                        HANDSHAKE,
                        s -> s.socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3})),
                timesOut("TLS, then silence", Start.TLS, HANDSHAKE, s -> {}),
                timesOut(
                        "TLS, then half a VERSIONS",
                        Start.TLS,
                        HANDSHAKE,
                        s -> s.link.send(new byte[] {0, 0, 7, 0, 4, 0})),
                timesOut("VERSIONS, then silence", Start.VERSIONS, HANDSHAKE, s -> {}),
                timesOut(
                        "CERTS, then silence",
                        Start.VERSIONS,
                        HANDSHAKE,
                        s -> s.handshake.certs(s.handshake.certificates().initiatorCerts())),
                closes(
                        "garbage instead of TLS",
                        Start.TCP,
                        s -> s.socket
                                .getOutputStream()
                                .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                closes(
                        "a TLS record of 65535 bytes",
                        Start.TCP,
                        s -> s.socket.getOutputStream().write(new byte[] {22, 3, 1, -1, -1, 1, 0, 0, 0, 0, 0, 0})),
                closes(
                        "CREATE_FAST instead of VERSIONS",
                        Start.TLS,
                        s -> s.link.send(0x8000_0001, CellCommand.CREATE_FAST, CreateFast.request())),
                closes(
                        "CERTS instead of VERSIONS",
                        Start.TLS,
                        s -> s.link.send(new byte[] {0, 0, (byte) CellCommand.CERTS, 0, 1, 0})),
                closes("VERSIONS with 1, 2 and 9 only", Start.TLS, s -> s.link.send(RawCell.versions(1, 2, 9))),
                closes("VERSIONS without any", Start.TLS, s -> s.link.send(RawCell.versions())),
                closes(
                        "VERSIONS of 65534 bytes, none of them known",
                        Start.TLS,
                        s -> s.link.send(RawCell.versions(new int[LONGEST / 2]))),
                closes("VERSIONS of odd length", Start.TLS, s -> s.link.send(new byte[] {0, 0, 7, 0, 3, 0, 4, 0})),
                dropped("VERSIONS twice", Start.VERSIONS, Survives.LINK, s -> {
                    s.link.send(0, CellCommand.VERSIONS, new byte[] {0, 4});
                    s.handshake.netinfo();
                }),
                dropped(
                        "NETINFO twice",
                        Start.LINK,
                        Survives.LINK,
                        s -> s.link.send(0, CellCommand.NETINFO, LinkHandshake.netinfoBody())),
                dropped(
                        "VPADDING of 65535 bytes",
                        Start.LINK,
                        Survives.LINK,
                        s -> s.link.send(0, CellCommand.VPADDING, new byte[LONGEST])),
                dropped(
                        "PADDING_NEGOTIATE of an unknown version",
                        Start.LINK,
                        Survives.LINK,
                        s -> s.link.send(0, CellCommand.PADDING_NEGOTIATE, new byte[] {9, 9, 9, 9, 9, 9})),
                closes(
                        "CREATE_FAST before NETINFO",
                        Start.VERSIONS,
                        s -> s.link.send(0x8000_0001, CellCommand.CREATE_FAST, CreateFast.request())),
                closes(
                        "NETINFO with an address of 5 bytes",
                        Start.VERSIONS,
                        s -> s.link.send(0, CellCommand.NETINFO, netinfo(4, 5))),
                closes(
                        "NETINFO with an address of an unknown type",
                        Start.VERSIONS,
                        s -> s.link.send(0, CellCommand.NETINFO, netinfo(77, 4))),
                closes(
                        "AUTH_CHALLENGE from the initiator",
                        Start.VERSIONS,
                        s -> s.link.send(0, CellCommand.AUTH_CHALLENGE, new byte[36])),
                closes(
                        "AUTH_CHALLENGE on an open link",
                        Start.LINK,
                        s -> s.link.send(0, CellCommand.AUTH_CHALLENGE, new byte[36])),
                closes("CERTS of 65535 bytes", Start.VERSIONS, s -> s.link.send(0, CellCommand.CERTS, filled(LONGEST))),
                closes("AUTHENTICATE of 65535 bytes", Start.VERSIONS, s -> {
                    s.handshake.certs(s.handshake.certificates().initiatorCerts());
                    s.handshake.authenticate(filled(LONGEST));
                }));
    }

    private static byte[] netinfo(int type, int length) {
        byte[] address = new byte[length];
        return ByteBuffer.allocate(20)
                .putInt((int) RelayKeys.now())
                .put((byte) type)
                .put((byte) length)
                .put(address)
                .array();
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xa5);
        return bytes;
    }
}
