package org.tropea.itests.ctor;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The only name server that a network's nodes know: on a UDP port of 127.0.0.1, authoritative for a few names under
 * {@code .test} and their addresses; nothing else exists (RFC 1035). Own code, so that programs that use this library
 * need no other. A thread of its own answers; closed by its network.
 */
public final class NameServer implements Closeable {

    private static final int HEADER = 12;
    private static final int LARGEST = 1500;
    private static final int A = 1;
    private static final int PTR = 12;
    private static final int AAAA = 28;
    private static final int ANSWER = 0x8580; // QR, AA, RD, RA
    private static final int NO_SUCH_NAME = 3;
    private static final int QUESTION_NAME = 0xC00C;
    private static final int TTL = 60;
    private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** Resource data by name and type. */
    private static final Map<String, Map<Integer, byte[]>> RECORDS = Map.of(
            "source.test",
            Map.of(A, new byte[] {127, 0, 0, 1}),
            "source.auto",
            Map.of(A, new byte[] {127, 0, 0, 1}),
            "four.test",
            Map.of(A, new byte[] {127, 0, 0, 4}),
            "six.test",
            Map.of(AAAA, SIX),
            "both.test",
            Map.of(A, new byte[] {127, 0, 0, 1}, AAAA, SIX),
            "4.2.0.192.in-addr.arpa",
            Map.of(PTR, labels("four.test")));

    private final DatagramSocket socket;
    private final AtomicInteger questions = new AtomicInteger();

    NameServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST);
                socket.receive(packet);
                byte[] answer = answer(packet.getData(), packet.getLength());
                questions.incrementAndGet();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException | RuntimeException closedOrMalformed) {
                continue;
            }
        }
    }

    /** The question goes back as it came, letter case included: askers compare it. */
    static byte[] answer(byte[] query, int length) {
        ByteBuffer in = ByteBuffer.wrap(query, 0, length);
        in.position(HEADER);
        String name = name(in);
        int type = in.getShort();
        in.getShort();
        Map<Integer, byte[]> known = RECORDS.get(name);
        byte[] data = known == null ? null : known.get(type);
        ByteBuffer out = ByteBuffer.allocate(LARGEST);
        out.put(query, 0, 2).putShort((short) (known == null ? ANSWER | NO_SUCH_NAME : ANSWER));
        out.putShort((short) 1).putShort((short) (data == null ? 0 : 1)).putInt(0);
        out.put(query, HEADER, in.position() - HEADER);
        if (data != null) {
            out.putShort((short) QUESTION_NAME).putShort((short) type).putShort((short) 1);
            out.putInt(TTL).putShort((short) data.length).put(data);
        }
        byte[] answer = new byte[out.position()];
        out.flip().get(answer);
        return answer;
    }

    private static String name(ByteBuffer in) {
        StringBuilder name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static byte[] labels(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    /** How many questions it has answered. */
    public int questions() {
        return questions.get();
    }

    /** The lines of a {@code resolv.conf} that names this server alone. */
    List<String> resolvConf() {
        return List.of("nameserver 127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void close() {
        socket.close();
    }
}
