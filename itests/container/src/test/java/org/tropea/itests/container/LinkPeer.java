package org.tropea.itests.container;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The least that a client says to an ORPort: the JDK's TLS, link protocol 4, no authentication, CREATE_FAST (tor-spec
 * 4 and 5.1.3). Blocking; one thread.
 */
final class LinkPeer implements AutoCloseable {
    static final int CREATE_FAST = 5;
    static final int CREATED_FAST = 6;
    static final int DESTROY = 4;
    static final int VERSIONS = 7;
    static final int NETINFO = 8;

    /** Reasons of DESTROY (tor-spec 5.4). */
    static final int REQUESTED = 3;

    static final int HIBERNATING = 4;

    private static final int BODY = 509;
    private static final int FIRST_VARIABLE = 128;
    private static final int TIMEOUT = 30_000;

    private final Socket tcp;
    private SSLSocket tls;
    private DataInputStream in;
    private OutputStream out;
    private int circuits;

    private LinkPeer(Socket tcp) {
        this.tcp = tcp;
    }

    /** A TCP connection to 127.0.0.1:{@code port}, over which nothing was sent yet. */
    static LinkPeer dial(int port) throws IOException {
        Socket tcp = new Socket();
        tcp.bind(new InetSocketAddress("127.0.0.1", 0));
        tcp.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT);
        tcp.setSoTimeout(TIMEOUT);
        return new LinkPeer(tcp);
    }

    /** An open link, both NETINFO exchanged. */
    static LinkPeer open(int port) throws IOException, GeneralSecurityException {
        LinkPeer peer = dial(port);
        peer.handshake();
        peer.versions();
        peer.netinfo();
        return peer;
    }

    /** Whether nothing comes within {@code millis}: neither bytes nor an end. */
    boolean hearsNothing(int millis) throws IOException {
        tcp.setSoTimeout(millis);
        try {
            (tls == null ? tcp : tls).getInputStream().read();
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        } finally {
            tcp.setSoTimeout(TIMEOUT);
        }
    }

    /** The TLS handshake. */
    void handshake() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, "127.0.0.1", tcp.getPort(), true);
        tls.startHandshake();
        in = new DataInputStream(tls.getInputStream());
        out = tls.getOutputStream();
    }

    /** Offers link protocol 4 alone; returns the versions that the other side offers. */
    int[] versions() throws IOException {
        out.write(new byte[] {0, 0, VERSIONS, 0, 2, 0, 4});
        out.flush();
        if (in.readShort() != 0 || in.readByte() != VERSIONS) {
            throw new IOException("the first cell is not VERSIONS");
        }
        int[] offered = new int[in.readUnsignedShort() / 2];
        for (int i = 0; i < offered.length; i++) {
            offered[i] = in.readUnsignedShort();
        }
        return offered;
    }

    /** Waits for the other side's NETINFO and sends one. */
    void netinfo() throws IOException {
        await(NETINFO, 0);
        send(0, NETINFO, new byte[] {0, 0, 0, 0, 4, 4, 127, 0, 0, 1, 0});
    }

    /** Sends CREATE_FAST for a new circuit; returns its id. */
    int create() throws IOException {
        int id = 0x80000001 + circuits++;
        send(id, CREATE_FAST, new SecureRandom().generateSeed(20));
        return id;
    }

    /** Has a circuit made, and waits for it. */
    void createsCircuit() throws IOException {
        await(CREATED_FAST, create());
    }

    /** Reads up to a cell {@code command} for circuit {@code id}; one for a circuit that is something else is a fault. */
    void await(int command, int id) throws IOException {
        while (true) {
            int circuit = in.readInt();
            int found = in.readUnsignedByte();
            boolean variable = found == VERSIONS || found >= FIRST_VARIABLE;
            in.readFully(new byte[variable ? in.readUnsignedShort() : BODY]);
            if (found == command && circuit == id) {
                return;
            }
            if (circuit != 0) {
                throw new IOException("cell " + found + " for circuit " + circuit + " instead of " + command);
            }
        }
    }

    /** Asks for one more circuit; returns the reason with which it is refused. */
    int refused() throws IOException {
        create();
        return destroyed();
    }

    /** Waits for DESTROY, for any circuit; returns its reason. */
    int destroyed() throws IOException {
        while (true) {
            in.readInt();
            int found = in.readUnsignedByte();
            byte[] body = new byte[found >= FIRST_VARIABLE ? in.readUnsignedShort() : BODY];
            in.readFully(body);
            if (found == DESTROY) {
                return body[0];
            }
        }
    }

    private void send(int id, int command, byte[] body) throws IOException {
        ByteBuffer cell = ByteBuffer.allocate(5 + BODY);
        cell.putInt(id).put((byte) command).put(Arrays.copyOf(body, BODY));
        out.write(cell.array());
        out.flush();
    }

    /** How many bytes, as they are on the wire, come before the other side ends the connection. */
    int rest() throws IOException {
        return tcp.getInputStream().readAllBytes().length;
    }

    /** Whether the other side has ended the connection. */
    boolean isEnded() {
        try {
            in.readFully(new byte[BODY + 5]);
            return false;
        } catch (IOException ended) {
            return !(ended instanceof SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
    }

    /** Relays' TLS certificates prove nothing (tor-spec 2); the CERTS cell would. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
