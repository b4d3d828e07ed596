package org.tropea.tls.bc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * AES-GCM of the JDK for one direction of one TLS connection: its key, its nonces and what it authenticates besides
 * (RFC 5288 section 3; RFC 8446 sections 5.2 and 5.3). Used by one thread at a time.
 */
final class GcmDirection {
    static final int TAG = 16;

    /** What TLS 1.2 sends of the nonce with each record. */
    static final int EXPLICIT = 8;

    private static final int NONCE = 12;

    private final int mode;
    private final boolean tls13;
    private final Cipher cipher;
    private final byte[] nonce = new byte[NONCE];
    private final ByteBuffer nonces = ByteBuffer.wrap(nonce);
    private final ByteBuffer additional;
    private SecretKeySpec key;
    private byte[] iv;

    GcmDirection(int mode, boolean tls13) throws GeneralSecurityException {
        this.mode = mode;
        this.tls13 = tls13;
        this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        this.additional = ByteBuffer.allocate(tls13 ? 5 : 13);
    }

    /** How many bytes of its vector the keys bring: all in TLS 1.3, the implicit ones in 1.2. */
    static int fixedIv(boolean tls13) {
        return tls13 ? NONCE : NONCE - EXPLICIT;
    }

    /** From now on with {@code newKey} and {@code newIv}, of {@link #fixedIv} bytes. */
    void rekey(byte[] newKey, byte[] newIv) {
        key = new SecretKeySpec(newKey, "AES");
        iv = newIv;
    }

    /** The nonce of a record in TLS 1.3: its number, masked. */
    void masked(long sequence) {
        nonces.putInt(0, 0).putLong(NONCE - Long.BYTES, sequence);
        for (int i = 0; i < NONCE; i++) {
            nonce[i] ^= iv[i];
        }
    }

    /** The nonce of a record in TLS 1.2, which has {@code explicit} in it. */
    void implicitAnd(long explicit) {
        nonces.put(0, iv).putLong(iv.length, explicit);
    }

    /** What is authenticated besides; {@code length} is the sealed one in TLS 1.3 and the plain one in 1.2. */
    void authenticate(long sequence, int type, int version, int length) {
        additional.clear();
        if (!tls13) {
            additional.putLong(sequence);
        }
        additional.put((byte) type).putShort((short) version).putShort((short) length);
    }

    /** Seals or opens {@code length} bytes at {@code array[offset]} where they stand; returns how many there are then. */
    int apply(byte[] array, int offset, int length, short alert) throws IOException {
        try {
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(additional.array());
            return cipher.doFinal(array, offset, length, array, offset);
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(alert, e);
        }
    }
}
