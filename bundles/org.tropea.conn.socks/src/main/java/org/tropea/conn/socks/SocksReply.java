package org.tropea.conn.socks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryReason;

/** The answers of both versions, and the SOCKS 5 reply codes of END reasons, as C tor has them. Stateless. */
final class SocksReply {
    private static final int NET_UNREACHABLE = 0x03;
    private static final int HOST_UNREACHABLE = 0x04;
    private static final int CONNECTION_REFUSED = 0x05;
    private static final int TTL_EXPIRED = 0x06;
    private static final int FIRST_EXTENDED = 0xf0;
    private static final int ONION_INVALID = 0xf1;
    private static final int ONION_BAD_ADDRESS = 0xf6;

    private SocksReply() {}

    /** The code for a request that failed for {@code reason}; {@code extended} codes (proposal 304) only if wanted. */
    static int code(int reason, boolean extended) {
        if (reason >= EntryReason.ONION) {
            return onion(reason - EntryReason.ONION, extended);
        }
        return switch (reason) {
            case EndReason.RESOLVEFAILED, EndReason.NOROUTE, EntryReason.RESOLVE_LATER -> HOST_UNREACHABLE;
            case EndReason.CONNECTREFUSED, EndReason.DONE, EndReason.CONNRESET -> CONNECTION_REFUSED;
            case EndReason.EXITPOLICY, EntryReason.ENTRYPOLICY -> SocksFault.NOT_ALLOWED;
            case EndReason.TIMEOUT -> TTL_EXPIRED;
            case EntryReason.NET_UNREACHABLE -> NET_UNREACHABLE;
            default -> SocksFault.GENERAL;
        };
    }

    /** Reasons without an extended code of their own have the plain one too. */
    private static int onion(int code, boolean extended) {
        if (extended && code >= FIRST_EXTENDED) {
            return code;
        }
        return code == ONION_INVALID || code == ONION_BAD_ADDRESS ? SocksFault.GENERAL : HOST_UNREACHABLE;
    }

    /** The answer that the stream is there: with no address, as programs have no use for the exit's. */
    static byte[] connected(int version) {
        return version == 4 ? new byte[] {0, 0x5a, 0, 0, 0, 0, 0, 0} : new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    }

    /** The answer to a question; null when the version has no form for it. */
    static byte[] answer(int version, EntryAnswer answer) {
        byte[] address = answer.address() == null ? null : answer.address().getAddress();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (version == 4) {
            if (address == null || address.length != 4) {
                return null;
            }
            bytes.writeBytes(new byte[] {0, 0x5a, 0, 0});
            bytes.writeBytes(address);
            return bytes.toByteArray();
        }
        if (address == null) {
            byte[] name = answer.name().getBytes(StandardCharsets.ISO_8859_1);
            bytes.writeBytes(new byte[] {5, 0, 0, 3, (byte) name.length});
            bytes.write(name, 0, Math.min(255, name.length));
        } else {
            bytes.writeBytes(new byte[] {5, 0, 0, (byte) (address.length == 4 ? 1 : 4)});
            bytes.writeBytes(address);
        }
        bytes.writeBytes(new byte[2]);
        return bytes.toByteArray();
    }
}
