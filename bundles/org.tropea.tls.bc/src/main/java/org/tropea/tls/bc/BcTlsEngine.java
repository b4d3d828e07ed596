package org.tropea.tls.bc;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsProtocol;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsFault;

/**
 * One BouncyCastle protocol object without streams. It would compute its handshake while it takes in a record, so each
 * record of the handshake is put aside and taken in by {@link #task()}: signatures and key agreement never hold up the
 * loop. Belongs to one loop.
 */
final class BcTlsEngine extends TlsEngine {
    private static final int PLAIN_MAX = 16_384;

    private final TlsProtocol protocol;
    private final LinkPeer peer;
    /** The handshake record that a task is to take in, or null. */
    private byte[] waiting;

    private TlsFault failure;

    BcTlsEngine(TlsProtocol protocol, LinkPeer peer) {
        this.protocol = protocol;
        this.peer = peer;
    }

    @Override
    public Want want() {
        if (waiting != null) {
            return Want.TASK;
        }
        if (protocol.getAvailableOutputBytes() > 0) {
            return Want.WRITE;
        }
        if (protocol.isClosed() || failure != null) {
            return Want.CLOSED;
        }
        return peer.exporter() != null ? Want.NOTHING : Want.READ;
    }

    @Override
    public boolean established() {
        return peer.exporter() != null && waiting == null;
    }

    @Override
    public int open(ByteBuffer sealed, ByteBuffer plain) throws TlsFault {
        int start = sealed.position();
        for (int length = nextRecord(sealed); length > 0; length = nextRecord(sealed)) {
            if (!established()) {
                waiting = new byte[length];
                sealed.get(waiting);
            } else if (plain.remaining() < PLAIN_MAX) {
                break;
            } else {
                openRecord(sealed, length, plain);
            }
        }
        return sealed.position() - start;
    }

    /** The length of the whole record that comes next and may be opened now, or 0. */
    private int nextRecord(ByteBuffer sealed) throws TlsFault {
        if (failure != null && waiting == null && protocol.getAvailableOutputBytes() == 0) {
            throw failure;
        }
        int length = recordLength(sealed.array(), sealed.arrayOffset() + sealed.position(), sealed.remaining());
        if (length < 0 || length > sealed.remaining()) {
            return 0;
        }
        Want want = want();
        return want == Want.READ || want == Want.NOTHING ? length : 0;
    }

    private void openRecord(ByteBuffer sealed, int length, ByteBuffer plain) throws TlsFault {
        takeIn(sealed.array(), sealed.arrayOffset() + sealed.position(), length);
        if (failure != null) {
            throw failure;
        }
        sealed.position(sealed.position() + length);
        int opened = protocol.getAvailableInputBytes();
        protocol.readInput(plain.array(), plain.arrayOffset() + plain.position(), opened);
        plain.position(plain.position() + opened);
    }

    private void takeIn(byte[] array, int offset, int length) {
        try {
            protocol.offerInput(array, offset, length);
        } catch (IOException | RuntimeException e) {
            failure = new TlsFault("TLS record from the peer is not acceptable: " + reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return e instanceof TlsFatalAlert && e.getCause() != null
                ? e.getMessage() + ", " + e.getCause()
                : e.getMessage();
    }

    @Override
    public Runnable task() {
        return this::takeInWaiting;
    }

    private void takeInWaiting() {
        takeIn(waiting, 0, waiting.length);
        waiting = null;
    }

    @Override
    public int seal(ByteBuffer plain, ByteBuffer sealed) throws TlsFault {
        if (protocol.getAvailableOutputBytes() == 0) {
            sealRecord(plain);
        }
        int length = Math.min(protocol.getAvailableOutputBytes(), sealed.remaining());
        protocol.readOutput(sealed.array(), sealed.arrayOffset() + sealed.position(), length);
        sealed.position(sealed.position() + length);
        return length;
    }

    private void sealRecord(ByteBuffer plain) throws TlsFault {
        if (failure != null) {
            throw failure;
        }
        int length = Math.min(plain.remaining(), PLAIN_MAX);
        if (length == 0) {
            return;
        }
        try {
            protocol.writeApplicationData(plain.array(), plain.arrayOffset() + plain.position(), length);
            plain.position(plain.position() + length);
        } catch (IOException | RuntimeException e) {
            throw new TlsFault("TLS record cannot be sealed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            protocol.close();
        } catch (IOException e) {
            failure = new TlsFault("TLS cannot say good-bye: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
        return peer.exporter().export(label, context, length);
    }

    @Override
    public byte[] peerCertificate() {
        return peer.peerCertificate();
    }

    @Override
    public String describe() {
        SecurityParameters parameters = peer.context().getSecurityParametersConnection();
        return parameters == null
                ? "TLS handshake"
                : parameters.getNegotiatedVersion() + " suite 0x" + Integer.toHexString(parameters.getCipherSuite());
    }
}
