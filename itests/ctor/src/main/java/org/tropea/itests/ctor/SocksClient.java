package org.tropea.itests.ctor;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * SOCKS5 with user name and tor's extensions RESOLVE and RESOLVE_PTR (socks-extensions). One per user name; every
 * call opens its own connection.
 */
public final class SocksClient {

    private static final int CONNECT = 0x01;
    private static final int RESOLVE = 0xF0;
    private static final int RESOLVE_PTR = 0xF1;

    private final int port;
    private final String user;
    private final int timeoutMillis;

    /** A client of the SOCKS port on 127.0.0.1; {@code user} at most 255 bytes; the time-out holds for each read. */
    public SocksClient(int port, String user, int timeoutMillis) {
        this.port = port;
        this.user = user;
        this.timeoutMillis = timeoutMillis;
    }

    /** A stream to host and port; the caller closes it. @throws SocksException with the reply code when refused */
    public Socket connect(String host, int targetPort) throws IOException {
        return request(CONNECT, host, targetPort).socket;
    }

    /** The address that the exit resolves the name to. */
    public InetAddress resolve(String name) throws IOException {
        try (Answer answer = request(RESOLVE, name, 0)) {
            return InetAddress.getByAddress(answer.bound);
        }
    }

    /** The name that the exit resolves a textual IP address to. */
    public String resolvePtr(String address) throws IOException {
        try (Answer answer = request(RESOLVE_PTR, address, 0)) {
            return new String(answer.bound, StandardCharsets.US_ASCII);
        }
    }

    /** Its user name, as {@link ClientCircuits#endReason} takes it. */
    public String user() {
        return user;
    }

    private record Answer(Socket socket, byte[] bound) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Answer request(int command, String host, int targetPort) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(timeoutMillis);
            socket.connect(new InetSocketAddress("127.0.0.1", port), timeoutMillis);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            authenticate(socket, in);
            socket.getOutputStream().write(requestBytes(command, host, targetPort));
            return new Answer(socket, reply(in));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Step by step: tor keeps only the last answer when method choice and user name come in one segment. */
    private void authenticate(Socket socket, DataInputStream in) throws IOException {
        step(socket, in, new byte[] {5, 1, 2}, 2);
        byte[] name = user.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer login = ByteBuffer.allocate(2 + name.length + 2);
        login.put(new byte[] {1, (byte) name.length}).put(name).put(new byte[] {1, 'x'});
        step(socket, in, login.array(), 0);
    }

    private void step(Socket socket, DataInputStream in, byte[] message, int wanted) throws IOException {
        socket.getOutputStream().write(message);
        in.readUnsignedByte();
        if (in.readUnsignedByte() != wanted) {
            throw new IOException("SOCKS port refused the user name " + user);
        }
    }

    /** IP addresses go as names too: tor takes both, and only RESOLVE_PTR insists on an address. */
    private static byte[] requestBytes(int command, String host, int targetPort) throws IOException {
        byte[] address = host.getBytes(StandardCharsets.US_ASCII);
        int type = 3;
        if (command == RESOLVE_PTR) {
            address = InetAddress.getByName(host).getAddress();
            type = address.length == 4 ? 1 : 4;
        }
        ByteBuffer request = ByteBuffer.allocate(4 + (type == 3 ? 1 : 0) + address.length + 2);
        request.put(new byte[] {5, (byte) command, 0, (byte) type});
        if (type == 3) {
            request.put((byte) address.length);
        }
        return request.put(address).putShort((short) targetPort).array();
    }

    private static byte[] reply(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int code = in.readUnsignedByte();
        if (code != 0) {
            throw new SocksException(code);
        }
        in.readUnsignedByte();
        int type = in.readUnsignedByte();
        int length = type == 1 ? 4 : type == 4 ? 16 : in.readUnsignedByte();
        byte[] bound = new byte[length];
        in.readFully(bound);
        in.readUnsignedShort();
        return bound;
    }
}
