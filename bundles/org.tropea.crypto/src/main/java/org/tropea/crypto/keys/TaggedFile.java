package org.tropea.crypto.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;

/** C tor's binary key files: "== TYPE: TAG ==" filled with zeros to 32 bytes, then the data. */
final class TaggedFile {
    private static final int HEADER_LEN = 32;

    private TaggedFile() {}

    static byte[] encode(String type, String tag, byte[] data) {
        return Bytes.concat(header(type, tag), data);
    }

    /** The data of a file of this type and tag; {@code name} names the file in faults. */
    static byte[] decode(String name, String type, String tag, byte[] file) throws CryptoFault {
        if (file.length < HEADER_LEN || !Arrays.equals(header(type, tag), Arrays.copyOf(file, HEADER_LEN))) {
            throw new CryptoFault(name + " does not begin with \"" + text(type, tag) + "\"");
        }
        return Arrays.copyOfRange(file, HEADER_LEN, file.length);
    }

    private static byte[] header(String type, String tag) {
        return Arrays.copyOf(text(type, tag).getBytes(StandardCharsets.US_ASCII), HEADER_LEN);
    }

    private static String text(String type, String tag) {
        return "== " + type + ": " + tag + " ==";
    }
}
