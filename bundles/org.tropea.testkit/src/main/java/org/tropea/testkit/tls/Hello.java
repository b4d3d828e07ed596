package org.tropea.testkit.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.flow.tls.TlsEngine;
import org.tropea.flow.tls.TlsEngine.Want;
import org.tropea.flow.tls.TlsFault;

/** Handshakes step by step, and their first bytes. */
final class Hello {
    private static final Pattern NAME = Pattern.compile("www\\.[ -~]*?\\.com");
    private static final byte[] NO_BYTES = {};

    private Hello() {}

    /** The ClientHello of a client that knows TLS 1.1 and nothing newer (RFC 4346 7.4.1.2). */
    static byte[] ofTls11() {
        ByteBuffer hello = ByteBuffer.allocate(52);
        hello.put((byte) 22).putShort((short) 0x0301).putShort((short) 47);
        hello.putInt(0x01 << 24 | 43).putShort((short) 0x0302).put(new byte[32]).put((byte) 0);
        hello.putShort((short) 4).putShort((short) 0xc013).putShort((short) 0x002f);
        hello.put((byte) 1).put((byte) 0);
        return hello.array();
    }

    /** The name in the first record of {@code client}. */
    static String serverName(TlsEngine client) throws TlsFault {
        ByteBuffer hello = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
        client.seal(ByteBuffer.wrap(NO_BYTES), hello);
        Matcher name = NAME.matcher(new String(hello.array(), 0, hello.position(), StandardCharsets.ISO_8859_1));
        return name.find() ? name.group() : "none";
    }

    /** Lets both shake hands until {@code client} is done; what it sealed last has not gone to {@code server}. */
    static ByteBuffer untilEstablished(TlsEngine client, TlsEngine server) throws TlsFault {
        ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
        ByteBuffer plain = ByteBuffer.allocate(1 << 17);
        for (int turn = 0; turn < 40; turn++) {
            turn(client, toClient, toServer, plain);
            if (client.established() && client.want() == Want.NOTHING) {
                return toServer;
            }
            turn(server, toServer, toClient, plain);
        }
        throw new AssertionError("no end: client wants " + client.want() + ", server " + server.want());
    }

    private static void turn(TlsEngine engine, ByteBuffer in, ByteBuffer out, ByteBuffer plain) throws TlsFault {
        in.flip();
        for (int steps = 0; steps < 40; steps++) {
            if (engine.want() == Want.WRITE) {
                engine.seal(ByteBuffer.wrap(NO_BYTES), out);
            } else {
                step(engine, in, plain);
            }
        }
        in.compact();
    }

    /** What {@code engine} wants, once; what it seals is thrown away. */
    static void step(TlsEngine engine, ByteBuffer in, ByteBuffer plain) throws TlsFault {
        switch (engine.want()) {
            case TASK -> engine.task().run();
            case WRITE -> engine.seal(ByteBuffer.wrap(NO_BYTES), ByteBuffer.allocate(TlsEngine.RECORD_MAX));
            case READ, NOTHING -> engine.open(in, plain);
            case CLOSED -> engine.open(ByteBuffer.wrap(NO_BYTES), ByteBuffer.wrap(NO_BYTES));
        }
    }

    /** What {@code engine} has to say after it broke; it may tell of the fault before. */
    static ByteBuffer alert(TlsEngine engine) {
        ByteBuffer alert = ByteBuffer.allocate(TlsEngine.RECORD_MAX);
        for (int tries = 0; tries < 3 && alert.position() == 0; tries++) {
            try {
                engine.seal(ByteBuffer.wrap(NO_BYTES), alert);
            } catch (TlsFault told) {
                // its alert comes next
            }
        }
        return alert;
    }
}
