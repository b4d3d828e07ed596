package org.tropea.crypto.relay;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tropea.crypto.Digests;

/**
 * One direction of tor1. The payload is command (1 byte), recognized (2), stream id (2), digest (4), length (2) and
 * data (498); the digest field is the first 4 bytes of a SHA-1 over all payloads so far, with that field zero
 * (tor-spec 6.1).
 */
final class Tor1RelayLayer extends RelayLayer {
    private static final int RECOGNIZED_AT = 1;
    private static final int DIGEST_AT = 5;
    private static final int DIGEST_LEN = 4;

    private final Cipher cipher;
    private MessageDigest running = Digests.newSha1();
    private final byte[] last = new byte[Digests.SHA1_LEN];
    private final byte[] candidate = new byte[Digests.SHA1_LEN];
    private final byte[] field = new byte[DIGEST_LEN];

    Tor1RelayLayer(byte[] digestSeed, byte[] key) {
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES/CTR/NoPadding", e);
        }
        running.update(digestSeed);
    }

    @Override
    public void apply(byte[] src, int srcOff, byte[] dst, int dstOff) {
        // Between different arrays the JDK's cipher allocates nothing; in place it copies the input first.
        assert src != dst : "tor1 layer applied in place";
        try {
            cipher.update(src, srcOff, RelayCrypto.PAYLOAD_LEN, dst, dstOff);
        } catch (ShortBufferException e) {
            throw new IllegalArgumentException("no room for a payload at " + dstOff + " of " + dst.length, e);
        }
    }

    @Override
    public int fetch() {
        return cipher.getBlockSize();
    }

    @Override
    public boolean recognize(byte[] payload, int off) {
        return (payload[off + RECOGNIZED_AT] | payload[off + RECOGNIZED_AT + 1]) == 0 && digestMatches(payload, off);
    }

    /**
     * Reached by our own cells and by one passing cell in 65,536; the running digest moves on only if it matches. The copy
     * is the one that goes back, as a copy that hashes allocates its work space anew.
     */
    private boolean digestMatches(byte[] payload, int off) {
        MessageDigest before = Digests.copyOf(running);
        System.arraycopy(payload, off + DIGEST_AT, field, 0, DIGEST_LEN);
        clear(payload, off + DIGEST_AT, DIGEST_LEN);
        running.update(payload, off, RelayCrypto.PAYLOAD_LEN);
        System.arraycopy(field, 0, payload, off + DIGEST_AT, DIGEST_LEN);
        Digests.peek(running, candidate, 0);
        int difference = 0;
        for (int i = 0; i < DIGEST_LEN; i++) {
            difference |= field[i] ^ candidate[i];
        }
        if (difference != 0) {
            running = before;
            return false;
        }
        System.arraycopy(candidate, 0, last, 0, last.length);
        return true;
    }

    @Override
    public void originate(byte[] payload, int off) {
        clear(payload, off + RECOGNIZED_AT, 2);
        clear(payload, off + DIGEST_AT, DIGEST_LEN);
        running.update(payload, off, RelayCrypto.PAYLOAD_LEN);
        Digests.peek(running, last, 0);
        System.arraycopy(last, 0, payload, off + DIGEST_AT, DIGEST_LEN);
    }

    private static void clear(byte[] bytes, int off, int len) {
        for (int i = 0; i < len; i++) {
            bytes[off + i] = 0;
        }
    }

    @Override
    public int digestLength() {
        return last.length;
    }

    @Override
    public void lastDigest(byte[] out, int off) {
        System.arraycopy(last, 0, out, off, last.length);
    }
}
