package org.tropea.transport.obfs4;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.tropea.crypto.Bytes;
import org.tropea.flow.fault.LocalFault;

/** Who a bridge is, as its line tells clients: a 20-byte node id and a 32-byte public key. Immutable, any thread. */
public final class BridgeCert {
    /** Bytes of a node id. */
    static final int NODE_ID = 20;
    /** Bytes of a key. */
    static final int KEY = 32;

    private static final int LENGTH = NODE_ID + KEY;

    private final byte[] nodeId;
    private final byte[] publicKey;

    BridgeCert(byte[] nodeId, byte[] publicKey) {
        this.nodeId = nodeId;
        this.publicKey = publicKey;
    }

    /** The bridge of a line's arguments: {@code cert}, or {@code node-id} and {@code public-key} of old lines. */
    public static BridgeCert of(Map<String, String> arguments) throws LocalFault {
        String cert = arguments.get("cert");
        return cert != null
                ? parse(cert)
                : new BridgeCert(hex(arguments, "node-id", NODE_ID), hex(arguments, "public-key", KEY));
    }

    /** The bridge of the argument {@code cert}: 70 characters of base64. */
    public static BridgeCert parse(String text) throws LocalFault {
        byte[] both = decode(text);
        if (both.length != LENGTH) {
            throw new LocalFault("cert " + text + ": must be " + LENGTH + " bytes in base64, is " + both.length);
        }
        return new BridgeCert(Arrays.copyOf(both, NODE_ID), Arrays.copyOfRange(both, NODE_ID, LENGTH));
    }

    private static byte[] decode(String text) throws LocalFault {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new LocalFault("cert " + text + " is not base64: " + e.getMessage(), e);
        }
    }

    /** {@code length} bytes that the argument {@code name} gives in hexadecimal. */
    static byte[] hex(Map<String, String> arguments, String name, int length) throws LocalFault {
        String text = arguments.get(name);
        if (text == null || text.isEmpty()) {
            throw new LocalFault("obfs4 argument " + name + " is missing");
        }
        byte[] bytes = decodeHex(name, text);
        if (bytes.length != length) {
            throw new LocalFault("obfs4 argument " + name + " has " + bytes.length + " bytes, must have " + length);
        }
        return bytes;
    }

    /** The name only, for the value may be a secret. */
    private static byte[] decodeHex(String name, String text) throws LocalFault {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new LocalFault("obfs4 argument " + name + " is not hexadecimal");
        }
    }

    /** As the argument {@code cert} has it. */
    public String text() {
        return Base64.getEncoder().withoutPadding().encodeToString(Bytes.concat(nodeId, publicKey));
    }

    byte[] nodeId() {
        return nodeId;
    }

    byte[] publicKey() {
        return publicKey;
    }
}
