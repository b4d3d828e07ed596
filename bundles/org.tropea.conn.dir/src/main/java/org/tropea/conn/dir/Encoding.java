package org.tropea.conn.dir;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tropea.flow.fault.PeerFault;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.LZMAOutputStream;

/**
 * The content encodings of the directory protocol (dir-spec 6.1), best first for a document that is kept compressed.
 */
enum Encoding {
    /** One LZMA stream in the format that came before xz. */
    LZMA("x-tor-lzma") {
        @Override
        InputStream decoder(InputStream in) throws IOException {
            return new LZMAInputStream(in, DECODER_KIB);
        }

        @Override
        OutputStream encoder(OutputStream out, int size) throws IOException {
            LZMA2Options options = new LZMA2Options(LZMA_PRESET);
            int enough = Integer.highestOneBit(Math.max(1, size)) << 1;
            options.setDictSize(Math.max(LZMA_DICTIONARY, Math.min(enough, options.getDictSize())));
            return new LZMAOutputStream(out, options, -1);
        }
    },
    /** Zstandard frames. */
    ZSTD("x-zstd") {
        @Override
        InputStream decoder(InputStream in) {
            return new ZstdInputStream(in);
        }

        @Override
        OutputStream encoder(OutputStream out, int size) throws IOException {
            return new ZstdOutputStream(out);
        }
    },
    /** zlib streams; the name is HTTP's. */
    DEFLATE("deflate") {
        @Override
        InputStream decoder(InputStream in) {
            return new ZlibMembers(in);
        }

        @Override
        OutputStream encoder(OutputStream out, int size) {
            return new DeflaterOutputStream(out);
        }
    },
    /** gzip members. */
    GZIP("gzip") {
        @Override
        InputStream decoder(InputStream in) throws IOException {
            return new GZIPInputStream(in);
        }

        @Override
        OutputStream encoder(OutputStream out, int size) throws IOException {
            return new GZIPOutputStream(out);
        }
    },
    /** As it is. */
    IDENTITY("identity") {
        @Override
        InputStream decoder(InputStream in) {
            return in;
        }

        @Override
        OutputStream encoder(OutputStream out, int size) {
            return out;
        }
    };

    /** What a client says it accepts. */
    static final String ACCEPTED = Arrays.stream(values()).map(one -> one.label).collect(Collectors.joining(", "));

    /** What compresses well enough at little cost, best first: for documents made for one answer. */
    private static final List<Encoding> QUICK = List.of(ZSTD, DEFLATE, GZIP);

    private static final int DECODER_KIB = 16 * 1024;
    private static final int LZMA_PRESET = 4;
    /** C tor knows LZMA by its first three bytes, which are the usual ones from this power of two on. */
    private static final int LZMA_DICTIONARY = 1 << 16;
    /** C tor's rule for bombs: no document that anybody would send shrinks to less than one 25th. */
    private static final int BOMB_FACTOR = 25;

    private static final int BOMB_AFTER = 64 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final String label;

    Encoding(String label) {
        this.label = label;
    }

    /** Its name in HTTP headers. */
    String label() {
        return label;
    }

    abstract InputStream decoder(InputStream in) throws IOException;

    abstract OutputStream encoder(OutputStream out, int size) throws IOException;

    /** The encoding that a Content-Encoding header names; an empty one names none. */
    static Encoding of(String header) throws PeerFault {
        String name = header.strip().toLowerCase(Locale.ROOT);
        for (Encoding one : values()) {
            if (one.label.equals(name) || one == IDENTITY && name.isEmpty()) {
                return one;
            }
        }
        throw new PeerFault("a directory answer in the unknown encoding " + name);
    }

    /** The encodings that an Accept-Encoding header lists and we know. */
    static Set<Encoding> accepted(String header) {
        Set<Encoding> all = EnumSet.of(IDENTITY);
        for (String word : header.toLowerCase(Locale.ROOT).split(",")) {
            String name = word.split(";", 2)[0].strip();
            Arrays.stream(values()).filter(one -> one.label.equals(name)).forEach(all::add);
        }
        return all;
    }

    /** The best of {@code accepted} for a document that is {@code lasting}, or for one that is made for one answer. */
    static Encoding best(Set<Encoding> accepted, boolean lasting) {
        for (Encoding one : lasting ? List.of(values()) : QUICK) {
            if (accepted.contains(one)) {
                return one;
            }
        }
        return IDENTITY;
    }

    /**
     * Decodes {@code body}; IOException when it is cut short or malformed, would become larger than {@code max} bytes,
     * or is a bomb. Costs time: not for a loop.
     */
    byte[] decode(byte[] body, int max) throws IOException {
        if (this == IDENTITY) {
            return body;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = decoder(new ByteArrayInputStream(body))) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                out.write(chunk, 0, count);
                check(body.length, out.size(), max);
            }
        } catch (RuntimeException malformed) { // how the Zstandard decoder says it
            throw new IOException("malformed " + label + " data: " + malformed.getMessage(), malformed);
        }
        return out.toByteArray();
    }

    private void check(int compressed, int size, int max) throws IOException {
        if (size > max) {
            throw new IOException(label + " data that becomes larger than " + max + " bytes");
        }
        if (size > BOMB_AFTER && size / BOMB_FACTOR > compressed) {
            throw new IOException(label + " data that becomes more than " + BOMB_FACTOR + " times as large");
        }
    }

    /** Encodes {@code parts} as one document. Costs time: not for a loop. */
    byte[] encode(List<byte[]> parts) throws IOException {
        int size = parts.stream().mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size / 2 + 64);
        try (OutputStream encoder = encoder(out, size)) {
            for (byte[] part : parts) {
                encoder.write(part);
            }
        }
        return out.toByteArray();
    }
}
