package org.tropea.conn.exit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on a UDP port of 127.0.0.1. What it does not know does not exist; SERVFAIL for {@code broken.test}. */
final class NameServer implements AutoCloseable {
    final AtomicInteger questions = new AtomicInteger();

    private final DatagramSocket socket;
    private final Map<String, Record> records = new HashMap<>();

    NameServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        add(new ARecord(name("host.test"), DClass.IN, 60, InetAddress.getByName("127.0.0.1")));
        add(new AAAARecord(name("host.test"), DClass.IN, 7200, InetAddress.getByName("::1")));
        add(new ARecord(name("four.test"), DClass.IN, 7200, InetAddress.getByName("127.0.0.4")));
        add(new AAAARecord(name("six.test"), DClass.IN, 60, InetAddress.getByName("::1")));
        add(new PTRRecord(name("4.2.0.192.in-addr.arpa"), DClass.IN, 60, name("four.test")));
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void add(Record record) {
        records.put(record.getName() + " " + record.getType(), record);
    }

    private static Name name(String text) throws IOException {
        return Name.fromString(text, Name.root);
    }

    /** Writes a file for ServerDNSResolvConfFile that names this server. */
    String resolvConf(Path folder) throws IOException {
        Path file = folder.resolve("resolv.conf");
        Files.writeString(file, "# for tests\nsearch test\nnameserver 127.0.0.1:" + socket.getLocalPort() + "\n");
        return file.toString();
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                questions.incrementAndGet();
                byte[] answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private byte[] answer(Message query) {
        Record question = query.getQuestion();
        String name = question.getName().toString().toLowerCase(java.util.Locale.ROOT);
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        Record found = records.get(name + " " + question.getType());
        boolean known = records.keySet().stream().anyMatch(key -> key.startsWith(name + " "));
        if (found != null) {
            answer.addRecord(found, Section.ANSWER);
        } else if (name.equals("broken.test.")) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (!known || question.getType() == Type.ANY) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer.toWire();
    }

    @Override
    public void close() {
        socket.close();
    }
}
