package org.tropea.netdoc.value;

import java.util.Arrays;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Encodings;

/**
 * A short byte string that does not change: a digest, a fingerprint, a public key. Compares as unsigned bytes, which is
 * how directory documents are sorted. Any thread.
 */
public final class Octets implements Comparable<Octets> {
    private final byte[] bytes;
    private final int hash;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** The bytes, copied. */
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** The bytes themselves, which from now on nobody changes. */
    public static Octets wrap(byte[] bytes) {
        return new Octets(bytes);
    }

    /** The bytes of hexadecimal in either case. */
    public static Octets ofHex(String hex) throws ValueFault {
        try {
            return new Octets(Encodings.fromHex(hex, "digest"));
        } catch (CryptoFault e) {
            throw new ValueFault(e.getMessage());
        }
    }

    /** How many bytes. */
    public int size() {
        return bytes.length;
    }

    /** The bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether every byte is zero. */
    public boolean isZero() {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Upper-case hexadecimal. */
    public String hex() {
        return Encodings.hex(bytes);
    }

    /** Base64 without padding. */
    public String base64() {
        return Encodings.base64(bytes);
    }

    @Override
    public int compareTo(Octets other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && hash == octets.hash && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return hex();
    }
}
