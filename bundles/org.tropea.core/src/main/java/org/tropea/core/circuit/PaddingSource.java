package org.tropea.core.circuit;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tropea.crypto.Randomness;

/**
 * Unpredictable padding for the relay cells that we make, so that nobody who has not seen a cell can tell its digest
 * (tor-spec 6.1 and 7.3.1): 4 zero bytes behind the data, then a key stream. Touched only by its loop.
 */
final class PaddingSource {
    private static final int ZEROS = 4;

    private final Cipher cipher;
    private final byte[] zeros = new byte[4096];
    private final byte[] stream = new byte[4096];
    private int used = stream.length;

    PaddingSource() {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            SecretKeySpec key = new SecretKeySpec(Randomness.bytes(16), "AES");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(Randomness.bytes(16)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES/CTR/NoPadding", e);
        }
    }

    /** Pads {@code payload}, zero from {@code end} on, up to its length. */
    void fill(byte[] payload, int end) {
        int from = end + ZEROS;
        int length = payload.length - from;
        if (length <= 0) {
            return;
        }
        if (length > stream.length - used) {
            refill();
        }
        System.arraycopy(stream, used, payload, from, length);
        used += length;
    }

    private void refill() {
        try {
            cipher.update(zeros, 0, zeros.length, stream, 0);
            used = 0;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no room for a key stream of its own length", e);
        }
    }
}
