package org.tropea.authority.consensus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of texts that authorities agree on: by the bytes of their UTF-8, unsigned. Stateless. */
public final class ByteOrder {
    /** Sorts texts by their bytes. */
    public static final Comparator<String> TEXTS = ByteOrder::compare;

    private ByteOrder() {}

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return x < 0x80 && y < 0x80 ? x - y : bytes(a, b);
            }
        }
        return a.length() - b.length();
    }

    private static int bytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
