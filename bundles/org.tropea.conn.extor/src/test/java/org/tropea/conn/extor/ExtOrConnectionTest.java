package org.tropea.conn.extor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.Digests;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.PlayedConnection;
import org.tropea.testkit.TestScope;

class ExtOrConnectionTest {
    private static final byte[] COOKIE = new byte[SafeCookie.LENGTH];
    private static final String NONCE = "n".repeat(SafeCookie.LENGTH);
    private static final String OKAY = "\u0010\0\0\0";
    private static final String DENY = "\u0010\u0001\0\0";

    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final PlayedConnection program =
            new PlayedConnection("extor", new InetSocketAddress("127.0.0.1", 1234), group.loop(0));

    private final ExtOrType type = new ExtOrType();

    ExtOrConnectionTest() {
        program.handler = type.open(program, COOKIE, TestScope.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String command(int number, String body) {
        return (char) (number >> 8) + "" + (char) (number & 0xff) + (char) (body.length() >> 8)
                + (char) (body.length() & 0xff) + body;
    }

    /** What the program says to prove that it knows the cookie, after it heard {@code answer}. */
    private static String proof(byte[] cookie, String answer) {
        byte[] heard = bytes(answer);
        byte[] nonce = Arrays.copyOfRange(heard, 32, 64);
        String start = "ExtORPort authentication ";
        byte[] ours = Digests.hmacSha256(cookie, bytes(start + "server-to-client hash"), bytes(NONCE), nonce);
        assertEquals(text(ours), answer.substring(0, 32));
        return text(Digests.hmacSha256(cookie, bytes(start + "client-to-server hash"), bytes(NONCE), nonce));
    }

    private void authenticate() {
        assertEquals("\u0001\0", program.sent());
        program.receive("\u0001" + NONCE);
        program.receive(proof(COOKIE, program.sent()));
        assertEquals("\u0001", program.sent());
    }

    @Test
    void afterDoneItIsAnOrConnectionOfTheClient() {
        authenticate();
        program.receive(command(1, "203.0.113.7:4711") + command(2, "obfs4") + command(0x77, "?"));
        assertNull(program.became);
        program.receive(command(0, ""));
        assertEquals("or", program.became);
        assertEquals("obfs4", program.carried.transport());
        assertEquals(new InetSocketAddress("203.0.113.7", 4711), program.carried.client());
        assertNull(program.carried.wrap());
        assertEquals(OKAY, program.sent());
        assertTrue(program.isOpen());
    }

    @Test
    void whoNamesNothingIsNamedAsCTorNamesThem() {
        authenticate();
        program.receive(command(0, ""));
        assertEquals("<??>", program.carried.transport());
        assertNull(program.carried.client());
    }

    @Test
    void anotherAuthenticationIsRefused() {
        program.receive("\u0002");
        assertEquals(CloseCause.PEER_FAULT, program.cause);
    }

    @Test
    void aWrongHashIsAnsweredZeroAndCloses() {
        program.sent();
        program.receive("\u0001" + NONCE);
        program.sent();
        program.receive("x".repeat(32));
        assertEquals("\0", program.sent());
        assertEquals(CloseCause.PEER_FAULT, program.cause);
        assertNull(program.became);
    }

    @Test
    void wrongHashesAreCountedForALineAMinute() {
        for (int each = 0; each < 3; each++) {
            PlayedConnection stranger = new PlayedConnection("extor", program.remote(), group.loop(0));
            stranger.handler = type.open(stranger, COOKIE, TestScope.of());
            stranger.receive("\u0001" + NONCE);
            stranger.receive("x".repeat(32));
            assertEquals(CloseCause.PEER_FAULT, stranger.cause);
        }
        long now = group.clock().now();
        assertEquals(2, type.wrongHashes.untold()); // the first had a line at once
        assertEquals(0, type.wrongHashes.another(now + 59_000_000_000L));
        assertEquals(4, type.wrongHashes.another(now + 61_000_000_000L));
        assertEquals(0, type.wrongHashes.another(now + 62_000_000_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113.7:65536",
                "203.0.113.7:",
                "203.0.113:1",
                "example.com:1",
                "2001:db8::1:1",
                "[2001:db8::1",
                "[203.0.113.7]:1x",
                "203.0.113.7:1\0",
                "[fe80::1]]:1"
            })
    void aMalformedAddressIsDenied(String address) {
        authenticate();
        program.receive(command(1, address));
        assertEquals(DENY, program.sent());
        assertFalse(program.isOpen());
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7:1, 203.0.113.7, 1", "'[2001:db8::1]:443', 2001:db8::1, 443", "203.0.113.7, 203.0.113.7, 0"
    })
    void addressesOfBothFamilies(String said, String host, int port) {
        authenticate();
        program.receive(command(1, said) + command(0, ""));
        assertEquals(new InetSocketAddress(host, port), program.carried.client());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "obfs 4", "4obfs", "obfs4\0", "ob\u00e4"})
    void aMalformedNameIsDenied(String name) {
        authenticate();
        program.receive(command(2, name));
        assertEquals(DENY, program.sent());
        assertFalse(program.isOpen());
    }

    @Test
    void bytesBehindDoneAreDenied() {
        authenticate();
        program.receive(command(0, "") + "\u0016");
        assertEquals(DENY, program.sent());
        assertNull(program.became);
    }

    /** Whatever of a good dialogue is missing at its end: it closes, and became nothing. */
    @Test
    void everyTruncatedDialogueEndsAsNothing() {
        String commands = command(1, "203.0.113.7:4711") + command(2, "obfs4") + command(0, "");
        int whole = 1 + NONCE.length() + 32 + commands.length();
        for (int length = 0; length < whole; length++) {
            ExtOrConnectionTest each = new ExtOrConnectionTest();
            each.program.sent();
            each.say("\u0001" + NONCE, length);
            if (length > 1 + NONCE.length()) {
                each.say(proof(COOKIE, each.program.sent()) + commands, length - 1 - NONCE.length());
            }
            each.program.receiveEnd();
            assertNull(each.program.became, length + " bytes");
            assertFalse(each.program.isOpen(), length + " bytes");
        }
    }

    private void say(String text, int most) {
        program.receive(text.substring(0, Math.min(most, text.length())));
    }

    @Test
    void whoIsSilentIsClosed() {
        group.advance(ExtOrConnection.PATIENCE + 1);
        assertEquals(CloseCause.HANDSHAKE_TIMEOUT, program.cause);
    }

    @Test
    void theHashesDependOnTheCookie() {
        SafeCookie other = new SafeCookie(Bytes.concat(bytes("x"), new byte[31]));
        String answer = text(other.answer(bytes(NONCE)));
        byte[] nonce = bytes(answer.substring(32));
        byte[] ofZeros = Digests.hmacSha256(
                COOKIE, bytes("ExtORPort authentication client-to-server hash"), bytes(NONCE), nonce);
        assertFalse(other.proves(ofZeros));
    }
}
