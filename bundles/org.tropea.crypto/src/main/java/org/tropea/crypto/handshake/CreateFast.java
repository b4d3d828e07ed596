package org.tropea.crypto.handshake;

import java.util.Arrays;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Kdf;
import org.tropea.crypto.Randomness;

/**
 * CREATE_FAST and CREATED_FAST (tor-spec 5.1.5): no public keys, TLS alone protects it. Stateless, any thread; cheap
 * enough for a loop.
 */
public final class CreateFast {
    /** Length of X in bytes, the body of CREATE_FAST. */
    public static final int REQUEST_LEN = 20;
    /** Length of Y and KH in bytes, the body of CREATED_FAST. */
    public static final int REPLY_LEN = 40;

    private CreateFast() {}

    /** A client's X. */
    public static byte[] request() {
        return Randomness.bytes(REQUEST_LEN);
    }

    /** A relay's answer to the X at {@code off} with {@code keyLen} bytes of key material. */
    public static HandshakeReply respond(byte[] request, int off, int keyLen) {
        return respond(request, off, keyLen, Randomness.bytes(REQUEST_LEN));
    }

    static HandshakeReply respond(byte[] request, int off, int keyLen, byte[] y) {
        byte[] k = derive(Bytes.slice(request, off, REQUEST_LEN), y, keyLen);
        return new HandshakeReply(Bytes.concat(y, Arrays.copyOf(k, Digests.SHA1_LEN)), keys(k));
    }

    /** The client's check of the answer at {@code off} to its {@code request}, and its key material. */
    public static byte[] finish(byte[] request, byte[] reply, int off, int keyLen) throws CryptoFault {
        byte[] k = derive(request, Bytes.slice(reply, off, REQUEST_LEN), keyLen);
        if (!Bytes.constantTimeEquals(reply, off + REQUEST_LEN, k, 0, Digests.SHA1_LEN)) {
            throw new CryptoFault("CREATED_FAST does not prove that the relay saw our CREATE_FAST");
        }
        return keys(k);
    }

    private static byte[] derive(byte[] x, byte[] y, int keyLen) {
        return Kdf.kdfTor(Bytes.concat(x, y), Digests.SHA1_LEN + keyLen);
    }

    private static byte[] keys(byte[] k) {
        return Arrays.copyOfRange(k, Digests.SHA1_LEN, k.length);
    }
}
