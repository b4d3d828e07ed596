package org.tropea.conn.dir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compressed forms of documents that are answered often, for as long as somebody holds the document's array. Each is
 * made once: who asks while another makes it waits for that. Any thread. Arrays are told apart by identity, which is
 * what makes a weak map of them work.
 */
final class Compressed {
    private static final Logger LOG = LoggerFactory.getLogger(Compressed.class);

    /** One form: being made while {@code bytes} is null. */
    private static final class Form {
        byte[] bytes;
        List<Consumer<byte[]>> waiting = new ArrayList<>();
    }

    private final Map<byte[], Map<Encoding, Form>> forms = new WeakHashMap<>();

    /** {@code document} in {@code encoding}; null when it is not there, or not yet. */
    synchronized byte[] find(byte[] document, Encoding encoding) {
        Map<Encoding, Form> known = forms.get(document);
        Form form = known == null ? null : known.get(encoding);
        return form == null ? null : form.bytes;
    }

    /**
     * Joins those who wait for a form that {@link #find} did not find: {@code then} is told it, or null when it could not
     * be made, by the thread of who makes it. Returns false when nobody makes it yet: then the caller has to, and to say
     * so by {@link #made}.
     */
    synchronized boolean join(byte[] document, Encoding encoding, Consumer<byte[]> then) {
        Map<Encoding, Form> known = forms.computeIfAbsent(document, key -> new EnumMap<>(Encoding.class));
        Form form = known.get(encoding);
        if (form == null) {
            known.put(encoding, new Form());
            return false;
        }
        if (form.bytes == null) {
            form.waiting.add(then);
        } else {
            then.accept(form.bytes); // it came in between
        }
        return true;
    }

    /** The form was made, or could not be when {@code bytes} is null: keeps it and tells those who wait. */
    void made(byte[] document, Encoding encoding, byte[] bytes) {
        List<Consumer<byte[]>> waiting;
        synchronized (this) {
            Map<Encoding, Form> known = forms.get(document);
            Form form = bytes == null ? known.remove(encoding) : known.get(encoding);
            form.bytes = bytes;
            waiting = form.waiting;
            form.waiting = List.of();
        }
        waiting.forEach(then -> tell(then, bytes));
    }

    /** What one of them cannot take is its own affair: those behind it wait for their answers too. */
    private static void tell(Consumer<byte[]> then, byte[] bytes) {
        try {
            then.accept(bytes);
        } catch (RuntimeException bug) {
            LOG.error("A compressed document could not be handed to one who waited for it", bug);
        }
    }
}
