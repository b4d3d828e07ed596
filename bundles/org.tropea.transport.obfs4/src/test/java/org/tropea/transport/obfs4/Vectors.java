package org.tropea.transport.obfs4;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Known answers, written by obfs4proxy 0.0.14's own packages: one a line, its kind first. */
final class Vectors {
    private Vectors() {}

    /** The words of each line of {@code kind}, without the kind. */
    static List<String[]> of(String kind) {
        try (InputStream in = Vectors.class.getResourceAsStream("obfs4proxy-0.0.14.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length() + 1).split(" "))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
