package org.tropea.transport.obfs4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tropea.flow.fault.PeerFault;
import org.tropea.transport.obfs4.ServerHandshake.Progress;

class HandshakeTest {
    private static final long NOW = Pair.NOW;
    private static final long HOUR = 3_600_000;

    private final Random random = new Random(21);
    private final ServerIdentity bridge = ServerIdentity.generate(random);
    private final ReplayFilter replays = new ReplayFilter(random);
    private final SessionKey clientKey = SessionKey.generate(random);
    private final SessionKey serverKey = SessionKey.generate(random);

    private ClientHandshake client(long now) {
        return new ClientHandshake(bridge.cert(), clientKey, now, random);
    }

    private ServerHandshake server() {
        return new ServerHandshake(bridge, serverKey, replays, NOW, random);
    }

    private byte[] request(long now) {
        ByteBuffer out = ByteBuffer.allocate(ClientHandshake.LONGEST);
        client(now).request(out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private byte[] answer(ClientHandshake asks) {
        ByteBuffer wire = ByteBuffer.allocate(ClientHandshake.LONGEST);
        asks.request(wire);
        ServerHandshake server = server();
        assertEquals(Progress.DONE, server.receive(wire.flip(), NOW));
        server.answer(wire.clear(), new KeyStream());
        return Arrays.copyOf(wire.array(), wire.position());
    }

    @Test
    void lengthsStayWithinTheBoundsOfBothSides() throws Exception {
        int shortest = Integer.MAX_VALUE;
        int longest = 0;
        for (int i = 0; i < 300; i++) {
            Pair pair = new Pair(i, IatMode.NONE);
            shortest = Math.min(shortest, Math.min(pair.requestLength, pair.answerLength));
            longest = Math.max(longest, Math.max(pair.requestLength, pair.answerLength));
        }
        assertTrue(shortest >= 141 && shortest < 300);
        assertTrue(longest <= 8192 && longest > 8000);
    }

    @Test
    void aRequestInPiecesWaitsForItsLast() {
        byte[] request = request(NOW);
        ServerHandshake server = server();
        ByteBuffer in = ByteBuffer.wrap(request);
        for (int length = 0; length < request.length; length += 37) {
            assertEquals(Progress.MORE, server.receive(in.limit(length), NOW));
            assertEquals(0, in.position());
        }
        assertEquals(Progress.DONE, server.receive(in.limit(request.length), NOW));
        assertEquals(0, in.remaining());
    }

    @Test
    void theShortestRequestOfObfs4proxyIsTaken() {
        Random least = new Random(22) {
            @Override
            public int nextInt(int origin, int bound) {
                return origin;
            }
        };
        ByteBuffer out = ByteBuffer.allocate(ClientHandshake.LONGEST);
        new ClientHandshake(bridge.cert(), clientKey, NOW, least).request(out);
        assertEquals(141, out.position());
        assertEquals(Progress.DONE, server().receive(out.flip(), NOW));
    }

    @Test
    void clocksMayDifferByAnHour() {
        for (int hours = -2; hours <= 2; hours++) {
            Progress expected = Math.abs(hours) <= 1 ? Progress.DONE : Progress.SILENT;
            assertEquals(expected, server().receive(ByteBuffer.wrap(request(NOW + hours * HOUR)), NOW));
        }
    }

    @Test
    void aReplayMeetsSilence() {
        byte[] request = request(NOW);
        assertEquals(Progress.DONE, server().receive(ByteBuffer.wrap(request), NOW));
        ByteBuffer again = ByteBuffer.wrap(request);
        assertEquals(Progress.SILENT, server().receive(again, NOW + 1000));
        assertEquals(0, again.remaining());
    }

    @Test
    void oneByteTooManyMeetsSilence() {
        byte[] request = request(NOW);
        byte[] longer = Arrays.copyOf(request, 8193);
        byte[] mark = new HandshakeMac(bridge.cert()).mark(clientKey.representative());
        System.arraycopy(mark, 0, longer, 8192 - 32, 16);
        assertEquals(Progress.SILENT, server().receive(ByteBuffer.wrap(longer), NOW));
    }

    @Test
    void whatIsNoRequestMeetsSilenceOnlyWhenItCannotBecomeOne() {
        byte[] noise = new byte[8192];
        random.nextBytes(noise);
        ServerHandshake server = server();
        assertEquals(Progress.MORE, server.receive(ByteBuffer.wrap(noise, 0, 8191), NOW));
        assertEquals(Progress.SILENT, server.receive(ByteBuffer.wrap(noise), NOW));
        ByteBuffer more = ByteBuffer.wrap(noise);
        assertEquals(Progress.SILENT, server.receive(more, NOW));
        assertEquals(0, more.remaining());
    }

    @Test
    void everyFailureClosesAtTheSameTime() {
        long closes = server().closesAtMillis();
        assertTrue(closes >= NOW + 30_000 && closes < NOW + 90_000);
        ServerHandshake late = server();
        assertEquals(Progress.MORE, late.receive(ByteBuffer.allocate(0), NOW + 29_999));
        assertEquals(Progress.SILENT, late.receive(ByteBuffer.wrap(request(NOW)), NOW + 30_000));
        assertEquals(closes, late.closesAtMillis());
    }

    @Test
    void whoDoesNotKnowTheLineMeetsSilence() {
        BridgeCert other = ServerIdentity.generate(random).cert();
        ByteBuffer out = ByteBuffer.allocate(ClientHandshake.LONGEST);
        new ClientHandshake(new BridgeCert(other.nodeId(), bridge.cert().publicKey()), clientKey, NOW, random)
                .request(out);
        Progress progress = server().receive(out.flip(), NOW);
        assertTrue(progress == Progress.MORE || progress == Progress.SILENT && out.limit() == ClientHandshake.LONGEST);
    }

    @Test
    void anAnswerInPiecesWaitsForItsLast() throws Exception {
        ClientHandshake client = client(NOW);
        byte[] answer = answer(client);
        int frame = 45;
        ByteBuffer in = ByteBuffer.wrap(answer);
        for (int length = 0; length < answer.length - frame; length += 41) {
            assertFalse(client.answer(in.limit(length)));
            assertEquals(0, in.position());
        }
        assertTrue(client.answer(in.limit(answer.length)));
        assertEquals(frame, in.remaining());
    }

    @Test
    void anAnswerOfSomebodyElseIsAFault() {
        for (int at : new int[] {40, 70}) {
            ClientHandshake client = client(NOW);
            byte[] answer = answer(client);
            answer[at] ^= 1;
            assertThrows(PeerFault.class, () -> client.answer(ByteBuffer.wrap(answer)));
        }
    }

    @Test
    void anAnswerWithoutAMarkIsAFaultWhenItCannotHaveOneAnyMore() throws Exception {
        byte[] noise = new byte[8192];
        random.nextBytes(noise);
        ClientHandshake client = client(NOW);
        assertFalse(client.answer(ByteBuffer.wrap(noise, 0, 8191)));
        assertThrows(PeerFault.class, () -> client.answer(ByteBuffer.wrap(noise)));
    }
}
