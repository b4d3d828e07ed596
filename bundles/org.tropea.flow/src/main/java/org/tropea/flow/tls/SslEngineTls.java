package org.tropea.flow.tls;

import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A {@link TlsEngine} over any {@link SSLEngine} of the Java Secure Socket Extension; what is left to a provider is to
 * configure the engine, and the RFC 5705 exporter. Belongs to one loop.
 */
public abstract class SslEngineTls extends TlsEngine {
    private static final int HANDSHAKE_RECORD = 22;

    private final SSLEngine engine;
    private boolean established;

    /** Over {@code engine}, which is configured but has not begun its handshake. */
    protected SslEngineTls(SSLEngine engine) throws TlsFault {
        this.engine = engine;
        try {
            engine.beginHandshake();
        } catch (SSLException e) {
            throw fault("TLS handshake cannot begin", e);
        }
    }

    @Override
    public Want want() {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> Want.TASK;
            case NEED_WRAP -> engine.isOutboundDone() ? Want.CLOSED : Want.WRITE;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> ended() ? Want.CLOSED : Want.READ;
            case FINISHED, NOT_HANDSHAKING -> ended() ? Want.CLOSED : Want.NOTHING;
        };
    }

    private boolean ended() {
        return engine.isInboundDone() || engine.isOutboundDone();
    }

    @Override
    public boolean established() {
        return established;
    }

    @Override
    public int open(ByteBuffer sealed, ByteBuffer plain) throws TlsFault {
        int start = sealed.position();
        boolean before = established;
        while (before == established && wholeRecord(sealed) && mayRead() && openRecord(sealed, plain)) {
            // One record each time round; who waits for the handshake hears of its end before data comes.
        }
        return sealed.position() - start;
    }

    private static boolean wholeRecord(ByteBuffer sealed) {
        int length = recordLength(sealed.array(), sealed.arrayOffset() + sealed.position(), sealed.remaining());
        return length > 0 && length <= sealed.remaining();
    }

    private boolean mayRead() {
        Want want = want();
        return want == Want.READ || want == Want.NOTHING;
    }

    /** Opens one record; false when there was no room for it, or nothing comes any more. */
    private boolean openRecord(ByteBuffer sealed, ByteBuffer plain) throws TlsFault {
        refuseRenegotiation(sealed);
        try {
            int before = sealed.position();
            SSLEngineResult result = engine.unwrap(sealed, plain);
            note(result);
            return result.getStatus() == Status.OK && sealed.position() > before;
        } catch (SSLException | RuntimeException e) {
            throw fault("TLS record from the peer is not acceptable", e);
        }
    }

    /** TLS 1.3 shows what follows a handshake as data, so this can be nothing else; JSSE forbids it only JVM-wide. */
    private void refuseRenegotiation(ByteBuffer sealed) throws TlsFault {
        if (established && sealed.get(sealed.position()) == HANDSHAKE_RECORD) {
            engine.closeOutbound();
            throw new TlsFault("TLS peer wants to renegotiate, which links do not", null);
        }
    }

    @Override
    public int seal(ByteBuffer plain, ByteBuffer sealed) throws TlsFault {
        try {
            SSLEngineResult result = engine.wrap(plain, sealed);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                result = sealElsewhere(plain, sealed);
            }
            note(result);
            if (result.getStatus() == Status.CLOSED && result.bytesProduced() == 0 && plain.hasRemaining()) {
                throw new TlsFault("TLS is closed: no record can be sealed any more", null);
            }
            return result.bytesProduced();
        } catch (SSLException | RuntimeException e) {
            throw fault("TLS record cannot be sealed", e);
        }
    }

    /** Before its handshake is done JSSE asks for some bytes more room than any record needs. */
    private SSLEngineResult sealElsewhere(ByteBuffer plain, ByteBuffer sealed) throws SSLException {
        ByteBuffer roomy = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(plain, roomy);
        sealed.put(roomy.flip());
        return result;
    }

    private void note(SSLEngineResult result) throws TlsFault {
        if (!established && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            established = true;
            handshakeDone();
        }
    }

    /** Called once, when the handshake is done: the place to refuse it, and to forget what would let it be resumed. */
    protected void handshakeDone() throws TlsFault {
        engine.getSession().invalidate();
    }

    @Override
    public Runnable task() {
        return engine.getDelegatedTask();
    }

    @Override
    public void close() {
        engine.closeOutbound();
    }

    @Override
    public byte[] peerCertificate() {
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return chain.length == 0 ? null : chain[0].getEncoded();
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return null;
        }
    }

    @Override
    public String describe() {
        return engine.getSession().getProtocol() + " " + engine.getSession().getCipherSuite();
    }

    /** {@code cause} as a fault; the message names both. */
    protected static TlsFault fault(String message, Throwable cause) {
        return new TlsFault(message + ": " + cause.getMessage(), cause);
    }
}
