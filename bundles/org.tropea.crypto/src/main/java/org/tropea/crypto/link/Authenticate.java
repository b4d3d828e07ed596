package org.tropea.crypto.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.Randomness;

/** The body of an AUTHENTICATE cell of type 3, Ed25519-SHA256-RFC5705 (tor-spec 4.4.2). Stateless, any thread. */
public final class Authenticate {
    /** The authentication type, as listed in AUTH_CHALLENGE. */
    public static final int TYPE = 3;
    /** RFC 5705 label of the exporter; its context value is CID, its length 32 bytes. */
    public static final String EXPORTER_LABEL = "EXPORTER FOR TOR TLS CLIENT BINDING AUTH0003";
    /** Bytes to export for TLSSECRETS. */
    public static final int EXPORTER_LEN = 32;

    private static final byte[] NAME = "AUTH0003".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_LEN = 4;
    private static final int RANDOM_LEN = 24;
    private static final int FIXED_LEN = 8 + 8 * 32;
    private static final int AUTH_LEN = FIXED_LEN + RANDOM_LEN + Ed25519.SIGNATURE_LEN;

    private Authenticate() {}

    /** The cell's body, 356 bytes: type, length, fields, 24 random bytes, signature by the key of type 6. */
    public static byte[] sign(AuthBinding binding, Ed25519KeyPair authKey) {
        byte[] signed = Bytes.concat(NAME, binding.encode(), Randomness.bytes(RANDOM_LEN));
        ByteBuffer out = ByteBuffer.allocate(HEADER_LEN + AUTH_LEN);
        out.putShort((short) TYPE).putShort((short) AUTH_LEN);
        return out.put(signed).put(authKey.sign(signed)).array();
    }

    /**
     * Checks a peer's cell body; what follows the authentication in it is ignored.
     *
     * @param expected the binding as this side sees it
     * @param authKey {@link PeerIdentity#authKey()} of the peer's CERTS
     */
    public static void check(byte[] body, AuthBinding expected, byte[] authKey) throws CryptoFault {
        checkLength(body);
        if (!Bytes.constantTimeEquals(body, HEADER_LEN, NAME, 0, NAME.length)) {
            throw new CryptoFault("AUTHENTICATE does not begin with AUTH0003");
        }
        byte[] fields = expected.encode();
        if (!Bytes.constantTimeEquals(body, HEADER_LEN + NAME.length, fields, 0, fields.length)) {
            throw new CryptoFault("AUTHENTICATE is for another handshake: " + firstDifference(body, fields));
        }
        byte[] signature = Bytes.slice(body, HEADER_LEN + FIXED_LEN + RANDOM_LEN, Ed25519.SIGNATURE_LEN);
        if (!Ed25519.verify(authKey, body, HEADER_LEN, FIXED_LEN + RANDOM_LEN, signature)) {
            throw new CryptoFault("AUTHENTICATE has a bad signature");
        }
    }

    private static void checkLength(byte[] body) throws CryptoFault {
        if (body.length < HEADER_LEN) {
            throw new CryptoFault("AUTHENTICATE has " + body.length + " bytes, needs at least " + HEADER_LEN);
        }
        int type = ByteBuffer.wrap(body).getShort() & 0xFFFF;
        int length = ByteBuffer.wrap(body).getShort(2) & 0xFFFF;
        if (type != TYPE) {
            throw new CryptoFault("AUTHENTICATE has type " + type + ", only " + TYPE + " is offered");
        }
        if (length != AUTH_LEN || body.length < HEADER_LEN + length) {
            throw new CryptoFault("AUTHENTICATE says " + length + " bytes and has " + (body.length - HEADER_LEN)
                    + ", type " + TYPE + " has " + AUTH_LEN);
        }
    }

    private static String firstDifference(byte[] body, byte[] fields) {
        String[] names = {"CID", "SID", "CID_ED", "SID_ED", "SLOG", "CLOG", "SCERT", "TLSSECRETS"};
        for (int i = 0; i < names.length; i++) {
            if (!Bytes.constantTimeEquals(body, HEADER_LEN + NAME.length + 32 * i, fields, 32 * i, 32)) {
                return names[i] + " differs";
            }
        }
        return "no field differs";
    }
}
