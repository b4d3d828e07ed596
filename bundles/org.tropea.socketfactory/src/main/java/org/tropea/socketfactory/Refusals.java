package org.tropea.socketfactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryReason;

/** What a program is thrown for each reason. Each message names the target, what happened, and the reason. Stateless. */
final class Refusals {
    private Refusals() {}

    /** Why a connect to {@code target}, at {@code host}, failed for {@code reason}; {@code why} is for people. */
    static IOException ofConnect(String target, String host, int reason, String why) {
        String text = target + ": " + words(reason) + " (" + name(reason) + (why == null ? "" : ": " + why) + ")";
        return switch (reason) {
            case EndReason.RESOLVEFAILED, EntryReason.RESOLVE_LATER -> new UnknownHostException(text);
            case EndReason.NOROUTE, EntryReason.NET_UNREACHABLE -> new NoRouteToHostException(text);
            default -> new ConnectException(text);
        };
    }

    /** -1 when the other end finished; otherwise throws what reading gets after the last byte. */
    static int endOfInput(String target, int reason) throws SocketException {
        if (reason == EndReason.DONE) {
            return -1;
        }
        throw new SocketException("Connection reset: " + target + ": " + ended(reason));
    }

    /** What writing gets on a stream that is over. */
    static SocketException ofWrite(String target, int reason) {
        return new SocketException("Broken pipe: " + target + ": " + ended(reason));
    }

    private static String ended(int reason) {
        return reason < 0 ? "this router closed it" : "the exit ended the stream (" + name(reason) + ")";
    }

    private static String name(int reason) {
        return reason < 256 ? EndReason.name(reason) : "this router";
    }

    /** What happened, for people. */
    static String words(int reason) {
        return switch (reason) {
            case EndReason.RESOLVEFAILED -> "no such host, says the exit";
            case EntryReason.RESOLVE_LATER -> "the exit cannot look the host up now";
            case EndReason.CONNECTREFUSED -> "Connection refused";
            case EndReason.EXITPOLICY -> "no exit allows it";
            case EndReason.TIMEOUT -> "Connection timed out";
            case EndReason.NOROUTE -> "no route from the exit";
            case EndReason.CONNRESET -> "Connection reset";
            case EndReason.HIBERNATING, EndReason.RESOURCELIMIT -> "the exits are busy";
            case EndReason.DESTROY -> "the circuit broke";
            case EntryReason.CANT_ATTACH -> "no circuit for it";
            case EntryReason.NET_UNREACHABLE -> "no network";
            case EntryReason.PRIVATE_ADDR -> "an internal address, which no exit connects to";
            case EntryReason.ENTRYPOLICY -> "not allowed by this router";
            default -> reason >= EntryReason.ONION ? "no onion services here" : "it failed at the exit";
        };
    }
}
