package org.tropea.itests.badinput;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.cell.Created2;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.handshake.NtorServer;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.crypto.relay.Tor1RelayCrypto;

/**
 * A relay on 127.0.0.1 that a circuit can be extended to: answers the link handshake and CREATE2, and keeps the other
 * cells for the test, which may also stop it from reading. Takes one link. Whoever opened it closes it.
 */
public final class FakeRelay implements Closeable {
    private static final int SMALL_BUFFER = 1 << 14;
    private static final int CREATE2_HEADER = 4;

    private final RelayKeys keys = RelayKeys.generate();
    private final LinkCertificates certificates = keys.certificates(RelayKeys.now());
    private final SSLServerSocket listening;
    private final BlockingQueue<RawCell> cells = new LinkedBlockingQueue<>();
    private volatile boolean paused;
    private volatile SSLSocket link;

    /** Listens on a free port; a thread takes the first link. */
    public FakeRelay() throws IOException {
        try {
            listening = (SSLServerSocket) context().getServerSocketFactory().createServerSocket();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        listening.setReceiveBufferSize(SMALL_BUFFER);
        listening.bind(new InetSocketAddress("127.0.0.1", 0));
        Thread thread = new Thread(this::serve, "fake-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = {certificates.linkCertificate()};
        store.setKeyEntry("link", certificates.linkKey().jcaKey(), new char[0], chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void serve() {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            link = socket;
            DataInputStream in = new DataInputStream(socket.getInputStream());
            RawCell.read(in, true);
            write(RawCell.versions(4, 5));
            send(new RawCell(0, CellCommand.CERTS, LinkHandshake.body(certificates.responderCerts())));
            send(new RawCell(0, CellCommand.AUTH_CHALLENGE, challenge()));
            send(new RawCell(0, CellCommand.NETINFO, LinkHandshake.netinfoBody()));
            while (true) {
                handle(RawCell.read(in, false));
                awaitResume();
            }
        } catch (IOException | CryptoFault | InterruptedException end) {
            cells.add(new RawCell(0, CellCommand.PADDING, new byte[0]));
        }
    }

    /** 32 random-looking bytes and the one authentication type 3. */
    private static byte[] challenge() {
        byte[] body = new byte[36];
        body[33] = 1;
        body[35] = 3;
        return body;
    }

    private void handle(RawCell cell) throws IOException, CryptoFault {
        if (cell.command() != CellCommand.CREATE2) {
            cells.add(cell);
            return;
        }
        NtorServer ntor = new NtorServer(keys.rsaId(), keys.onion(), null);
        byte[] reply = ntor.respond(cell.body(), CREATE2_HEADER, NtorServer.ONIONSKIN_LEN, Tor1RelayCrypto.KEY_LEN)
                .reply();
        byte[] body = new byte[2 + reply.length];
        new Created2(reply).write(body, 0);
        byte[] fixed = Arrays.copyOf(body, Cell.PAYLOAD);
        cells.add(cell);
        send(new RawCell(cell.circuit(), CellCommand.CREATED2, fixed));
    }

    private synchronized void awaitResume() throws InterruptedException {
        while (paused) {
            wait();
        }
    }

    private synchronized void write(byte[] bytes) throws IOException {
        link.getOutputStream().write(bytes);
    }

    /** Sends a cell to the relay that extended here; blocks while that does not read. */
    public void send(RawCell cell) throws IOException {
        write(cell.encode());
    }

    /** Stops reading, or reads on. */
    public synchronized void paused(boolean value) {
        paused = value;
        notifyAll();
    }

    /** The next cell of this command from the other relay, or null when none came within {@code limit}; drops others. */
    public RawCell next(int command, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        RawCell cell = cells.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        while (cell != null && cell.command() != command) {
            cell = cells.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return cell;
    }

    /** How a circuit gets here. */
    public RelayInfo info() {
        return keys.at(listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        paused(false);
        listening.close();
        if (link != null) {
            link.close();
        }
    }
}
