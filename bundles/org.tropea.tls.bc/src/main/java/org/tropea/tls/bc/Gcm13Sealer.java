package org.tropea.tls.bc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.TlsSecret;

/**
 * Seals records of TLS 1.3 with AES-GCM (RFC 8446 5.2) into one array for each thread, which whoever asked has copied
 * before the next comes; BouncyCastle's own cipher, which does all else here, makes a new array for each record. Belongs
 * to one connection.
 */
final class Gcm13Sealer implements TlsCipher {
    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final byte[] NO_CONTEXT = {};
    /** Room for a record with its inner type. */
    private static final int RECORD = 5 + 16_384 + 1 + TAG;

    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[RECORD]);

    private final TlsCipher rest;
    private final TlsCryptoParameters parameters;
    private final int keyBytes;
    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final byte[] nonce = new byte[NONCE];
    private final byte[] header = {ContentType.application_data, 3, 3, 0, 0};
    private SecretKeySpec key;
    private byte[] iv;

    /** {@code rest} opens, and knows the limits; the keys are those of the handshake in {@code parameters}. */
    Gcm13Sealer(TlsCipher rest, TlsCryptoParameters parameters, int keyBytes)
            throws GeneralSecurityException, IOException {
        this.rest = rest;
        this.parameters = parameters;
        this.keyBytes = keyBytes;
        derive(parameters.getSecurityParametersHandshake());
    }

    /** RFC 8446 7.3. */
    private void derive(SecurityParameters from) throws IOException {
        TlsSecret secret = parameters.isServer() ? from.getTrafficSecretServer() : from.getTrafficSecretClient();
        int hash = from.getPRFCryptoHashAlgorithm();
        key = new SecretKeySpec(expand(secret, hash, "key", keyBytes), "AES");
        iv = expand(secret, hash, "iv", NONCE);
    }

    private static byte[] expand(TlsSecret secret, int hash, String label, int length) throws IOException {
        return TlsCryptoUtils.hkdfExpandLabel(secret, hash, label, NO_CONTEXT, length)
                .extract();
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long number, short type, ProtocolVersion version, int room, byte[] plain, int offset, int length)
            throws IOException {
        byte[] record = SCRATCH.get();
        int body = length + 1 + TAG;
        System.arraycopy(plain, offset, record, room, length);
        record[room + length] = (byte) type;
        header[3] = (byte) (body >>> 8);
        header[4] = (byte) body;
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce(number)));
            cipher.updateAAD(header);
            cipher.doFinal(record, room, length + 1, record, room);
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(AlertDescription.internal_error, e);
        }
        return new TlsEncodeResult(record, 0, room + body, ContentType.application_data);
    }

    /** RFC 8446 5.3. */
    private byte[] nonce(long number) {
        System.arraycopy(iv, 0, nonce, 0, NONCE);
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[NONCE - 1 - i] ^= (byte) (number >>> 8 * i);
        }
        return nonce;
    }

    @Override
    public void rekeyEncoder() throws IOException {
        rest.rekeyEncoder();
        derive(parameters.getSecurityParametersConnection());
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long number, short type, ProtocolVersion version, byte[] sealed, int offset, int length)
            throws IOException {
        return rest.decodeCiphertext(number, type, version, sealed, offset, length);
    }

    @Override
    public void rekeyDecoder() throws IOException {
        rest.rekeyDecoder();
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
        return rest.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
        return rest.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
        return rest.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
        return rest.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return rest.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return rest.usesOpaqueRecordTypeEncode();
    }
}
