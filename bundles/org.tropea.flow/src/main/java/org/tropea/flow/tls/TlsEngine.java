package org.tropea.flow.tls;

import java.nio.ByteBuffer;

/**
 * One end of a TLS connection: turns sealed records into plain bytes and back. Has no socket and no thread; belongs to
 * one loop. States: HANDSHAKING, OPEN, CLOSED; it says what it wants by {@link #want()}. All buffers are heap buffers.
 */
public abstract class TlsEngine {
    /** What the engine waits for. */
    public enum Want {
        /** Sealed bytes from the peer: call {@link #open}. */
        READ,
        /** It has bytes of its own to send: call {@link #seal} with an empty plain buffer. */
        WRITE,
        /** A slow computation: run {@link #task()} on a worker, then ask again. */
        TASK,
        /** Nothing: data may flow both ways. */
        NOTHING,
        /** Nothing any more: the peer closed, or {@link #close()} was called and flushed. */
        CLOSED
    }

    /** What it waits for now. */
    public abstract Want want();

    /** Whether the handshake is done. */
    public abstract boolean established();

    /**
     * Opens as many whole records from {@code sealed} (position to limit, contiguous) as there are and as fit into
     * {@code plain}, which needs room for 16,384 bytes per record. Returns how many sealed bytes were consumed; 0 when
     * no whole record is there, or when {@link #want()} is not READ or NOTHING.
     */
    public abstract int open(ByteBuffer sealed, ByteBuffer plain) throws TlsFault;

    /** How many bytes the record at {@code array[offset]} has in all, or -1 when fewer than 5 bytes are there. */
    public static int recordLength(byte[] array, int offset, int available) {
        return available < 5 ? -1 : 5 + ((array[offset + 3] & 0xff) << 8 | (array[offset + 4] & 0xff));
    }

    /**
     * Seals at most one record's worth (16,384 bytes) of {@code plain}, or a handshake record, into {@code sealed},
     * which needs {@link #RECORD_MAX} bytes of room. Returns how many sealed bytes were produced.
     */
    public abstract int seal(ByteBuffer plain, ByteBuffer sealed) throws TlsFault;

    /** Room that one sealed record may take, in bytes. */
    public static final int RECORD_MAX = 5 + 16_384 + 256;

    /** The slow computation that {@link Want#TASK} asks for; may run on any thread while nothing else is called. */
    public abstract Runnable task();

    /** Says good-bye: the next {@link #seal} yields the close_notify alert. */
    public abstract void close();

    /** Keying material of RFC 5705 with a context; only once established. */
    public abstract byte[] exportKeyingMaterial(String label, byte[] context, int length);

    /** The peer's certificate in DER, or null when it sent none; only once established. */
    public abstract byte[] peerCertificate();

    /** Protocol and cipher suite, for people. */
    public abstract String describe();
}
