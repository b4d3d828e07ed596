package org.tropea.client;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.net.option.Addresses;

/** Reads what exits answer: the bodies of CONNECTED (tor-spec 6.2) and RESOLVED (tor-spec 6.4). Stateless. */
final class Answers {
    private static final int HOSTNAME = 0x00;
    private static final int IPV4 = 0x04;
    private static final int IPV6 = 0x06;
    private static final int TRANSIENT_ERROR = 0xf0;
    /** Behind four zero bytes stand a type, an IPv6 address and a time to live. */
    private static final int CONNECTED_IPV6 = 25;

    private static final int CONNECTED_IPV4 = 8;

    /**
     * What RESOLVED says.
     *
     * @param answers the names and addresses; empty when there is none
     * @param again whether it may go better another time
     */
    record Read(List<EntryAnswer> answers, boolean again) {}

    private Answers() {}

    /** The address that a name stood for; null when the exit did not tell. */
    static EntryAnswer connected(byte[] body) {
        if (body.length >= CONNECTED_IPV6
                && body[4] == IPV6
                && ByteBuffer.wrap(body).getInt() == 0) {
            return address(body, 5, 16, ByteBuffer.wrap(body).getInt(21));
        }
        if (body.length == CONNECTED_IPV4 || body.length == 4) {
            return address(
                    body, 0, 4, body.length == 4 ? 0 : ByteBuffer.wrap(body).getInt(4));
        }
        return null;
    }

    static Read resolved(byte[] body) {
        List<EntryAnswer> answers = new ArrayList<>();
        boolean again = body.length == 0;
        ByteBuffer in = ByteBuffer.wrap(body);
        while (in.remaining() >= 2) {
            int type = in.get() & 0xff;
            int length = in.get() & 0xff;
            if (in.remaining() < length + 4) {
                break;
            }
            int offset = in.position();
            int ttl = in.position(offset + length).getInt();
            again |= type == TRANSIENT_ERROR;
            add(answers, type, body, offset, length, ttl);
        }
        return new Read(answers, again);
    }

    private static void add(List<EntryAnswer> answers, int type, byte[] body, int offset, int length, int ttl) {
        if (type == IPV4 && length == 4 || type == IPV6 && length == 16) {
            answers.add(address(body, offset, length, ttl));
        } else if (type == HOSTNAME && length > 0) {
            String name = new String(body, offset, length, StandardCharsets.ISO_8859_1);
            answers.add(new EntryAnswer(null, name, Math.max(0, ttl)));
        }
    }

    private static EntryAnswer address(byte[] body, int offset, int length, int ttl) {
        InetAddress address = Addresses.of(Arrays.copyOfRange(body, offset, offset + length));
        return new EntryAnswer(address, null, Math.max(0, ttl));
    }
}
