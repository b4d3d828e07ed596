package org.tropea.transport.obfs4;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A SOCKS5 request with a transport's arguments in place of user name and password (pt-spec 3.5). */
final class Socks {
    private static final int PASSWORD = 2;

    private Socks() {}

    /** A connection through {@code proxy} to {@code port} on 127.0.0.1. */
    static Socket connect(InetSocketAddress proxy, Map<String, String> arguments, int port) throws IOException {
        Socket socket = new Socket(proxy.getAddress(), proxy.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(new byte[] {5, 1, PASSWORD});
        expect(in, 5, PASSWORD);
        socket.getOutputStream().write(credentials(arguments));
        expect(in, 1, 0);
        socket.getOutputStream().write(new byte[] {5, 1, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port});
        expect(in, 5, 0);
        in.readFully(new byte[8]);
        return socket;
    }

    private static byte[] credentials(Map<String, String> arguments) {
        byte[] user = arguments.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(";"))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] out = new byte[user.length + 4];
        out[0] = 1;
        out[1] = (byte) user.length;
        System.arraycopy(user, 0, out, 2, user.length);
        out[user.length + 2] = 1;
        return out;
    }

    private static void expect(DataInputStream in, int first, int second) throws IOException {
        int one = in.readUnsignedByte();
        int two = in.readUnsignedByte();
        if (one != first || two != second) {
            throw new IOException("SOCKS answered " + one + ", " + two);
        }
    }
}
