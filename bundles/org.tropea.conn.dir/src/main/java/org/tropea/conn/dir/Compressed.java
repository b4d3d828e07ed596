package org.tropea.conn.dir;

import java.util.EnumMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The compressed forms of documents that are answered often, for as long as somebody holds the document's array. Any
 * thread. Arrays are told apart by identity, which is what makes a weak map of them work.
 */
final class Compressed {
    private final Map<byte[], Map<Encoding, byte[]>> forms = new WeakHashMap<>();

    /** {@code document} in {@code encoding}; null when it was not kept. */
    synchronized byte[] find(byte[] document, Encoding encoding) {
        Map<Encoding, byte[]> known = forms.get(document);
        return known == null ? null : known.get(encoding);
    }

    /** Keeps {@code form}. */
    synchronized void keep(byte[] document, Encoding encoding, byte[] form) {
        forms.computeIfAbsent(document, key -> new EnumMap<>(Encoding.class)).put(encoding, form);
    }
}
