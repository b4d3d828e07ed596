package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.flow.fault.PeerFault;

/**
 * A client's side of one handshake (obfs4-spec 4): {@link #request}, then {@link #answer} as bytes come, then {@link
 * #session}. Buffers have arrays; positions move. Belongs to one connection, on its loop.
 */
public final class ClientHandshake {
    /** After this long without a session the connection closes. */
    public static final int TIMEOUT_MILLIS = 60_000;
    /** Most bytes of a request, and of an answer. */
    public static final int LONGEST = HandshakeMac.LONGEST_HANDSHAKE;

    /** What a server's shortest answer has more than our request without padding: 96 + 45 - 64, not 85 as specified. */
    static final int LEAST_PADDING = 77;

    private static final int MOST_PADDING = LONGEST - Elligator2.LENGTH - 2 * HandshakeMac.LENGTH;
    private static final int MARK_FROM = Elligator2.LENGTH + Ntor.AUTH;

    private final BridgeCert bridge;
    private final SessionKey key;
    private final RandomGenerator random;
    private final long hour;
    private final HandshakeMac mac;
    private byte[] mark;
    private int searched = MARK_FROM;
    private Ntor ntor;

    /** With {@code bridge}, under a key made before the connection was. */
    public ClientHandshake(BridgeCert bridge, SessionKey key, long nowMillis, RandomGenerator random) {
        this.bridge = bridge;
        this.key = key;
        this.random = random;
        this.hour = HandshakeMac.hour(nowMillis);
        this.mac = new HandshakeMac(bridge);
    }

    /** Appends the request, up to {@link #LONGEST} bytes. */
    public void request(ByteBuffer out) {
        byte[] padding = new byte[random.nextInt(LEAST_PADDING, MOST_PADDING + 1)];
        random.nextBytes(padding);
        byte[] message = Bytes.concat(key.representative(), padding, mac.mark(key.representative()));
        out.put(message).put(mac.code(message, hour));
    }

    /**
     * Looks at all that the server has sent. False as long as the answer is not whole, and {@code in} stays as it is;
     * else takes the answer, behind which frames may follow. After a fault the connection closes.
     */
    public boolean answer(ByteBuffer in) throws PeerFault {
        if (in.remaining() < MARK_FROM + 2 * HandshakeMac.LENGTH) {
            return false;
        }
        byte[] bytes = in.array();
        int start = in.arrayOffset() + in.position();
        int end = Math.min(in.remaining(), LONGEST);
        if (mark == null) {
            mark = mac.mark(Bytes.slice(bytes, start, Elligator2.LENGTH));
        }
        int at = findMark(bytes, start, end);
        if (at < 0) {
            if (end == LONGEST) {
                throw new PeerFault("obfs4 answer has no mark in its first " + LONGEST + " bytes");
            }
            return false;
        }
        verify(bytes, start, at);
        in.position(in.position() + at + 2 * HandshakeMac.LENGTH);
        return true;
    }

    /** Where the mark is, with the room of a code behind it, or -1; looks at no place twice. */
    private int findMark(byte[] bytes, int start, int end) {
        int last = end - 2 * HandshakeMac.LENGTH;
        for (; searched <= last; searched++) {
            int from = start + searched;
            if (bytes[from] == mark[0]
                    && Arrays.equals(bytes, from, from + HandshakeMac.LENGTH, mark, 0, HandshakeMac.LENGTH)) {
                return searched;
            }
        }
        return -1;
    }

    private void verify(byte[] bytes, int start, int markAt) throws PeerFault {
        byte[] message = Bytes.slice(bytes, start, markAt + HandshakeMac.LENGTH);
        byte[] code = mac.code(message, hour);
        if (!Bytes.constantTimeEquals(code, 0, bytes, start + message.length, code.length)) {
            throw new PeerFault("obfs4 answer has a wrong code: it was not made for this hour and bridge");
        }
        byte[] serverKey = Elligator2.publicKey(Bytes.slice(message, 0, Elligator2.LENGTH));
        try {
            ntor = Ntor.ofClient(key, serverKey, bridge);
        } catch (CryptoFault e) {
            throw new PeerFault("obfs4 answer: " + e.getMessage());
        }
        if (!Bytes.constantTimeEquals(ntor.auth(), 0, message, Elligator2.LENGTH, Ntor.AUTH)) {
            throw new PeerFault("obfs4 answer does not prove that the bridge has the key of its line");
        }
    }

    /** What comes after the answer was taken; {@code stream} is the loop's scratch. */
    public Session session(IatMode mode, KeyStream stream) {
        byte[] seed = new byte[SipChain.SEED];
        random.nextBytes(seed);
        return Session.ofClient(ntor.keys(), seed, mode, stream, random);
    }
}
