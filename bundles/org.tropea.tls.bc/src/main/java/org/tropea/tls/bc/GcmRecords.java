package org.tropea.tls.bc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.TlsImplUtils;

/**
 * The records of one TLS 1.2 or 1.3 connection under AES-GCM. BouncyCastle's own makes an array for each record it
 * seals, 17 KB, more than everything else in the relay together; this one seals into an array of the thread, which the
 * protocol copies at once. Belongs to the connection.
 */
final class GcmRecords implements TlsCipher {
    /** Where a record is sealed, grown as needed; no connection keeps one, as most of them are idle. */
    private static final ThreadLocal<byte[]> SEALING = ThreadLocal.withInitial(() -> new byte[0]);

    private final TlsCryptoParameters parameters;
    private final int keyBytes;
    private final boolean tls13;
    private final GcmDirection sealing;
    private final GcmDirection opening;

    GcmRecords(TlsCryptoParameters parameters, int keyBytes) throws IOException, GeneralSecurityException {
        this.parameters = parameters;
        this.keyBytes = keyBytes;
        this.tls13 = TlsImplUtils.isTLSv13(parameters);
        this.sealing = new GcmDirection(Cipher.ENCRYPT_MODE, tls13);
        this.opening = new GcmDirection(Cipher.DECRYPT_MODE, tls13);
        if (tls13) {
            SecurityParameters secrets = parameters.getSecurityParametersHandshake();
            rekey(opening, secrets, !parameters.isServer());
            rekey(sealing, secrets, parameters.isServer());
        } else {
            keysOfBlock();
        }
    }

    /** RFC 5246 section 6.3: both keys, then both vectors, the client's first. */
    private void keysOfBlock() throws IOException {
        int ivBytes = GcmDirection.fixedIv(false);
        byte[] block = TlsImplUtils.calculateKeyBlock(parameters, 2 * keyBytes + 2 * ivBytes);
        GcmDirection client = parameters.isServer() ? opening : sealing;
        GcmDirection server = parameters.isServer() ? sealing : opening;
        int ivs = 2 * keyBytes;
        client.rekey(Arrays.copyOf(block, keyBytes), Arrays.copyOfRange(block, ivs, ivs + ivBytes));
        server.rekey(Arrays.copyOfRange(block, keyBytes, ivs), Arrays.copyOfRange(block, ivs + ivBytes, block.length));
    }

    /** RFC 8446 section 7.3. */
    private void rekey(GcmDirection direction, SecurityParameters secrets, boolean server) throws IOException {
        TlsSecret secret = server ? secrets.getTrafficSecretServer() : secrets.getTrafficSecretClient();
        if (secret == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error, "no traffic secret");
        }
        int hash = secrets.getPRFCryptoHashAlgorithm();
        direction.rekey(expand(secret, hash, "key", keyBytes), expand(secret, hash, "iv", GcmDirection.fixedIv(true)));
    }

    private static byte[] expand(TlsSecret secret, int hash, String label, int length) throws IOException {
        return TlsCryptoUtils.hkdfExpandLabel(secret, hash, label, TlsUtils.EMPTY_BYTES, length)
                .extract();
    }

    @Override
    public void rekeyDecoder() throws IOException {
        rekey(opening, parameters.getSecurityParametersConnection(), !parameters.isServer());
    }

    @Override
    public void rekeyEncoder() throws IOException {
        rekey(sealing, parameters.getSecurityParametersConnection(), parameters.isServer());
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long sequence, short contentType, ProtocolVersion version, int header, byte[] plain, int offset, int length)
            throws IOException {
        short type = tls13 ? ContentType.application_data : contentType;
        byte[] record = sealingArray(header + length + overhead());
        int start = header + explicit();
        System.arraycopy(plain, offset, record, start, length);
        int inner = length;
        if (tls13) {
            record[start + inner++] = (byte) contentType;
            sealing.masked(sequence);
        } else {
            TlsUtils.writeUint64(sequence, record, header);
            sealing.implicitAnd(sequence);
        }
        sealing.authenticate(sequence, type, version.getFullVersion(), tls13 ? inner + GcmDirection.TAG : length);
        int sealed = sealing.apply(record, start, inner, AlertDescription.internal_error);
        return new TlsEncodeResult(record, 0, start + sealed, type);
    }

    private static byte[] sealingArray(int length) {
        byte[] array = SEALING.get();
        if (array.length < length) {
            array = new byte[length];
            SEALING.set(array);
        }
        return array;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequence, short type, ProtocolVersion version, byte[] sealed, int offset, int length)
            throws IOException {
        int inner = length - explicit() - GcmDirection.TAG;
        if (inner < (tls13 ? 1 : 0)) {
            throw new TlsFatalAlert(AlertDescription.decode_error, "a record of " + length + " bytes is too short");
        }
        if (tls13) {
            opening.masked(sequence);
        } else {
            opening.implicitAnd(
                    ByteBuffer.wrap(sealed, offset, GcmDirection.EXPLICIT).getLong());
        }
        opening.authenticate(sequence, type, version.getFullVersion(), tls13 ? length : inner);
        int start = offset + explicit();
        opening.apply(sealed, start, inner + GcmDirection.TAG, AlertDescription.bad_record_mac);
        return tls13 ? unpadded(sealed, start, inner) : new TlsDecodeResult(sealed, start, inner, type);
    }

    /** RFC 8446 section 5.4: zeros may follow the content's type, which is the last byte that is none. */
    private static TlsDecodeResult unpadded(byte[] plain, int start, int inner) throws IOException {
        for (int last = inner - 1; last >= 0; last--) {
            if (plain[start + last] != 0) {
                return new TlsDecodeResult(plain, start, last, (short) (plain[start + last] & 0xff));
            }
        }
        throw new TlsFatalAlert(AlertDescription.unexpected_message, "a record of padding only");
    }

    private int explicit() {
        return tls13 ? 0 : GcmDirection.EXPLICIT;
    }

    /** What a record has besides its content: the explicit nonce or the inner type, and the tag. */
    private int overhead() {
        return (tls13 ? 1 : GcmDirection.EXPLICIT) + GcmDirection.TAG;
    }

    @Override
    public int getCiphertextDecodeLimit(int plainLimit) {
        return plainLimit + overhead();
    }

    @Override
    public int getCiphertextEncodeLimit(int plainLimit) {
        return plainLimit + overhead();
    }

    @Override
    public int getPlaintextDecodeLimit(int sealedLimit) {
        return sealedLimit - overhead();
    }

    @Override
    public int getPlaintextEncodeLimit(int sealedLimit) {
        return sealedLimit - overhead();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return tls13;
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return tls13;
    }
}
