package org.tropea.netdoc.frame;

import java.util.Base64;

/** An object of a document: a label and bytes, in base64 between a BEGIN and an END line (dir-spec 1.2). */
public final class PemObject {
    private final String label;
    private final byte[] bytes;

    PemObject(String label, byte[] bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** What stands after BEGIN, for example {@code "SIGNATURE"}. */
    public String label() {
        return label;
    }

    /** The decoded bytes; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Decodes base64 with or without padding; null when it is something else. */
    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
