package org.tropea.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tropea.flow.fault.Bug;

/** Keying material that both ends of a null TLS connection agree on, different for each label and context. */
final class NullTlsExporter {
    private NullTlsExporter() {}

    static byte[] export(byte[] secret, String label, byte[] context, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return expand(mac, label.getBytes(StandardCharsets.UTF_8), context, length);
        } catch (GeneralSecurityException missing) {
            throw new Bug("no HMAC-SHA-256", missing);
        }
    }

    private static byte[] expand(Mac mac, byte[] label, byte[] context, int length) {
        byte[] material = new byte[length];
        for (int at = 0, block = 0; at < length; block++) {
            mac.update((byte) block);
            mac.update(label);
            mac.update((byte) 0);
            mac.update(context);
            byte[] output = mac.doFinal();
            int part = Math.min(output.length, length - at);
            System.arraycopy(output, 0, material, at, part);
            at += part;
        }
        return material;
    }
}
