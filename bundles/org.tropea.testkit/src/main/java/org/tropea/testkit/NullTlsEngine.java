package org.tropea.testkit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;

/**
 * An engine of {@link NullTlsProvider}. Each side sends one hello: a random number and its certificate, if any. States:
 * the client goes WRITE (hello) → READ → (TASK) → NOTHING, the server READ → (TASK) → WRITE (hello) → NOTHING.
 */
final class NullTlsEngine extends TlsEngine {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int DATA = 23;
    private static final int HEADER = 5;
    private static final int PLAIN_MAX = 16_384;
    private static final byte[] CLOSE_NOTIFY = {1, 0};

    private final boolean client;
    private final byte[] hello;
    private final boolean tasks;
    private byte[] peerHello;
    private boolean taskDue;
    private boolean helloSent;
    private boolean closing;
    private boolean closed;

    NullTlsEngine(boolean client, byte[] certificate, int random, boolean tasks) {
        this.client = client;
        this.tasks = tasks;
        hello = ByteBuffer.allocate(4 + certificate.length)
                .putInt(random)
                .put(certificate)
                .array();
    }

    @Override
    public Want want() {
        if (closed) {
            return Want.CLOSED;
        }
        if (closing) {
            return Want.WRITE;
        }
        if (taskDue) {
            return Want.TASK;
        }
        if (!helloSent && (client || peerHello != null)) {
            return Want.WRITE;
        }
        return peerHello == null ? Want.READ : Want.NOTHING;
    }

    @Override
    public boolean established() {
        return helloSent && peerHello != null && !taskDue;
    }

    @Override
    public int open(ByteBuffer sealed, ByteBuffer plain) throws TlsFault {
        int from = sealed.position();
        while (want() == Want.READ || want() == Want.NOTHING) {
            int length = length(sealed);
            if (length < 0 || plain.remaining() < PLAIN_MAX) {
                break;
            }
            openRecord(sealed, length - HEADER, plain);
        }
        return sealed.position() - from;
    }

    /** Bytes of the record at the position; -1 when it is not all there. */
    private static int length(ByteBuffer sealed) throws TlsFault {
        int at = sealed.arrayOffset() + sealed.position();
        if (sealed.hasRemaining() && (sealed.array()[at] < ALERT || sealed.array()[at] > DATA)) {
            throw new TlsFault("not a record: it starts with " + sealed.array()[at], null);
        }
        int length = recordLength(sealed.array(), at, sealed.remaining());
        if (length > HEADER + PLAIN_MAX) {
            throw new TlsFault("a record of " + length + " bytes", null);
        }
        return length > sealed.remaining() ? -1 : length;
    }

    private void openRecord(ByteBuffer sealed, int length, ByteBuffer plain) throws TlsFault {
        int type = sealed.get(sealed.position());
        int body = sealed.arrayOffset() + sealed.position() + HEADER;
        if (type == DATA && established()) {
            plain.put(sealed.array(), body, length);
        } else if (type == HANDSHAKE && peerHello == null && length >= 4) {
            peerHello = Arrays.copyOfRange(sealed.array(), body, body + length);
            taskDue = tasks;
        } else if (type == ALERT) {
            closed = true;
        } else {
            throw new TlsFault("an unexpected record of type " + type, null);
        }
        sealed.position(sealed.position() + HEADER + length);
    }

    @Override
    public int seal(ByteBuffer plain, ByteBuffer sealed) {
        if (closed || taskDue) {
            return 0;
        }
        if (closing) {
            closed = true;
            return sealOwn(ALERT, CLOSE_NOTIFY, sealed);
        }
        if (want() == Want.WRITE) {
            helloSent = true;
            return sealOwn(HANDSHAKE, hello, sealed);
        }
        int length = established() ? Math.min(plain.remaining(), PLAIN_MAX) : 0;
        return length == 0 ? 0 : sealData(plain, length, sealed);
    }

    private static int sealOwn(int type, byte[] body, ByteBuffer sealed) {
        header(type, body.length, sealed);
        sealed.put(body);
        return HEADER + body.length;
    }

    private static int sealData(ByteBuffer plain, int length, ByteBuffer sealed) {
        header(DATA, length, sealed);
        int limit = plain.limit();
        plain.limit(plain.position() + length);
        sealed.put(plain);
        plain.limit(limit);
        return HEADER + length;
    }

    private static void header(int type, int length, ByteBuffer sealed) {
        sealed.put((byte) type).putShort((short) 0x0303).putShort((short) length);
    }

    @Override
    public Runnable task() {
        return () -> taskDue = false;
    }

    @Override
    public void close() {
        closing = true;
    }

    @Override
    public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
        byte[] secret = client ? secret(hello, peerHello) : secret(peerHello, hello);
        return NullTlsExporter.export(secret, label, context, length);
    }

    private static byte[] secret(byte[] clientHello, byte[] serverHello) {
        return ByteBuffer.allocate(8)
                .put(clientHello, 0, 4)
                .put(serverHello, 0, 4)
                .array();
    }

    @Override
    public byte[] peerCertificate() {
        return peerHello.length == 4 ? null : Arrays.copyOfRange(peerHello, 4, peerHello.length);
    }

    @Override
    public String describe() {
        return "no TLS at all";
    }
}
