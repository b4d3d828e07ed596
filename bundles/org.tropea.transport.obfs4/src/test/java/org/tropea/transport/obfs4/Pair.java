package org.tropea.transport.obfs4;

import java.nio.ByteBuffer;
import java.util.Random;
import org.tropea.flow.fault.PeerFault;

/** A client and a server that have shaken hands, each with its own scratch, and what passed between them. */
final class Pair {
    static final long NOW = 1_800_000_000_000L;

    final Random random;
    final ServerIdentity bridge;
    final Session client;
    final Session server;
    final int requestLength;
    final int answerLength;

    Pair(long seed, IatMode mode) throws PeerFault {
        random = new Random(seed);
        bridge = ServerIdentity.generate(random).with(mode);
        ClientHandshake asks = new ClientHandshake(bridge.cert(), SessionKey.generate(random), NOW, random);
        ServerHandshake answers =
                new ServerHandshake(bridge, SessionKey.generate(random), new ReplayFilter(random), NOW, random);
        ByteBuffer wire = ByteBuffer.allocate(ClientHandshake.LONGEST);
        asks.request(wire);
        requestLength = wire.position();
        if (answers.receive(wire.flip(), NOW) != ServerHandshake.Progress.DONE || wire.hasRemaining()) {
            throw new IllegalStateException("request not taken");
        }
        wire.clear();
        server = answers.answer(wire, new KeyStream());
        answerLength = wire.flip().remaining();
        if (!asks.answer(wire)) {
            throw new IllegalStateException("answer not taken");
        }
        client = asks.session(mode, new KeyStream());
        client.open(wire, ByteBuffer.allocate(Session.PLAIN_ROOM));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
