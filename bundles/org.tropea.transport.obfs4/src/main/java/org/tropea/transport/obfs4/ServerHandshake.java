package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.flow.fault.Bug;

/**
 * A server's side of one handshake (obfs4-spec 4): {@link #receive} as bytes come, then {@link #answer}. Who does not
 * know the bridge's line gets no answer at all, and the connection stays open until {@link #closesAtMillis}, whatever was
 * wrong and whenever; only the peer's own end of the connection ends it sooner. Buffers have arrays; positions move.
 * Belongs to one connection, on its loop.
 */
public final class ServerHandshake {
    /** How far a handshake is. */
    public enum Progress {
        /** The request is not whole; all of it stays in the buffer. */
        MORE,
        /** The request is good and taken. */
        DONE,
        /** Nothing that comes is of use any more: each {@link #receive} throws it away. */
        SILENT
    }

    private static final int TIME_MILLIS = 30_000;
    private static final int LONGEST = HandshakeMac.LONGEST_HANDSHAKE;
    private static final int TAIL = 2 * HandshakeMac.LENGTH;
    private static final int SHORTEST = Elligator2.LENGTH + ClientHandshake.LEAST_PADDING + TAIL;
    private static final int SEED_FRAME = Frame.OVERHEAD + SipChain.SEED;
    private static final int MOST_PADDING = LONGEST - Elligator2.LENGTH - Ntor.AUTH - TAIL - SEED_FRAME;
    /** Clocks may differ by an hour; all three are tried, so that time does not tell which it was. */
    private static final int[] HOURS = {0, -1, 1};

    private final ServerIdentity bridge;
    private final SessionKey key;
    private final ReplayFilter replays;
    private final long startMillis;
    private final RandomGenerator random;
    private final HandshakeMac mac;
    private byte[] mark;
    private long hour;
    private Ntor ntor;
    private Progress progress = Progress.MORE;

    /** Of a connection accepted at {@code startMillis}, under a key made before it; time is milliseconds since 1970. */
    public ServerHandshake(
            ServerIdentity bridge, SessionKey key, ReplayFilter replays, long startMillis, RandomGenerator random) {
        this.bridge = bridge;
        this.key = key;
        this.replays = replays;
        this.startMillis = startMillis;
        this.random = random;
        this.mac = new HandshakeMac(bridge.cert());
    }

    /** When a connection that is not {@link Progress#DONE} closes; until then its peer cannot tell what it met. */
    public long closesAtMillis() {
        return startMillis + TIME_MILLIS + 1000L * bridge.closeDelaySeconds();
    }

    /** Looks at all that the client has sent. */
    public Progress receive(ByteBuffer in, long nowMillis) {
        if (progress == Progress.MORE) {
            progress = nowMillis - startMillis >= TIME_MILLIS ? Progress.SILENT : look(in, nowMillis);
        }
        if (progress == Progress.SILENT) {
            in.position(in.limit());
        }
        return progress;
    }

    /** A client says nothing before it has the answer: the mark is where the bytes end, or not there yet. */
    private Progress look(ByteBuffer in, long nowMillis) {
        int length = Math.min(in.remaining(), LONGEST);
        if (length < SHORTEST) {
            return Progress.MORE;
        }
        byte[] bytes = in.array();
        int start = in.arrayOffset() + in.position();
        if (mark == null) {
            mark = mac.mark(Bytes.slice(bytes, start, Elligator2.LENGTH));
        }
        if (!Bytes.constantTimeEquals(mark, 0, bytes, start + length - TAIL, mark.length)) {
            return length == LONGEST ? Progress.SILENT : Progress.MORE;
        }
        byte[] message = Bytes.slice(bytes, start, length - HandshakeMac.LENGTH);
        byte[] code = Bytes.slice(bytes, start + message.length, HandshakeMac.LENGTH);
        if (!valid(message, code, nowMillis) || in.remaining() != length || !agree(message)) {
            return Progress.SILENT;
        }
        in.position(in.limit());
        return Progress.DONE;
    }

    private boolean valid(byte[] message, byte[] code, long nowMillis) {
        boolean found = false;
        for (int off : HOURS) {
            long tried = HandshakeMac.hour(nowMillis) + off;
            if (Bytes.constantTimeEquals(mac.code(message, tried), code)) {
                hour = tried;
                found = true;
            }
        }
        return found && !replays.seen(code, nowMillis);
    }

    private boolean agree(byte[] message) {
        byte[] clientKey = Elligator2.publicKey(Bytes.slice(message, 0, Elligator2.LENGTH));
        try {
            ntor = Ntor.ofServer(key, clientKey, bridge.cert(), bridge.key());
            return true;
        } catch (CryptoFault e) {
            return false;
        }
    }

    /** Appends the answer and the frame with the seed, up to 8192 bytes, and begins what comes after it. */
    public Session answer(ByteBuffer out, KeyStream stream) {
        if (progress != Progress.DONE) {
            throw new Bug("obfs4 answer to a handshake that is " + progress);
        }
        byte[] padding = new byte[random.nextInt(MOST_PADDING + 1)];
        random.nextBytes(padding);
        byte[] message = Bytes.concat(key.representative(), ntor.auth(), padding, mac.mark(key.representative()));
        out.put(message).put(mac.code(message, hour));
        Session session = Session.ofServer(ntor.keys(), bridge.seed(), bridge.iatMode(), stream, random);
        session.tellSeed(bridge.seed(), out);
        return session;
    }
}
