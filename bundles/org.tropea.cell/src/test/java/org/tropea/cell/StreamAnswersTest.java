package org.tropea.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** CONNECTED, RESOLVED and SENDME: tor-spec 6.2, 6.4 and 7.3.1. */
class StreamAnswersTest {
    private static final byte[] IPV6 = hex("20010db8000000000000000000000001");
    private static final byte[] DIGEST = hex("000102030405060708090a0b0c0d0e0f10111213");

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void connectedToIpv4() {
        assertArrayEquals(hex("7f000001" + "00000e10"), Connected.encode(new byte[] {127, 0, 0, 1}, 3600));
    }

    @Test
    void connectedToIpv6() {
        assertArrayEquals(
                hex("00000000" + "06" + "20010db8000000000000000000000001" + "0000012c"), Connected.encode(IPV6, 300));
    }

    @Test
    void resolvedAddresses() {
        byte[] body = new Resolved()
                .address(new byte[] {127, 0, 0, 1}, 60)
                .address(IPV6, 300)
                .encode();
        assertArrayEquals(
                hex("0404" + "7f000001" + "0000003c" + "0610" + "20010db8000000000000000000000001" + "0000012c"), body);
    }

    @Test
    void resolvedHostName() {
        assertArrayEquals(
                hex("0003" + "612e62" + "0000003c"),
                new Resolved().hostname("a.b", 60).encode());
    }

    @Test
    void resolvedErrors() {
        assertArrayEquals(
                hex("f000" + "0000003c"), new Resolved().error(true, 60).encode());
        assertArrayEquals(
                hex("f100" + "0000003c"), new Resolved().error(false, 60).encode());
    }

    @Test
    void resolvedTakesNoMoreThanFits() {
        Resolved answers = new Resolved().hostname("x".repeat(256), 1);
        assertTrue(answers.isEmpty());
        for (int i = 0; i < 100; i++) {
            answers.address(IPV6, 1);
        }
        assertEquals(22 * (RelayCell.DATA_MAX / 22), answers.encode().length);
    }

    @Test
    void sendmeCarriesTheDigest() {
        assertArrayEquals(hex("010014" + HexFormat.of().formatHex(DIGEST)), Sendme.encode(DIGEST));
    }

    @Test
    void sendmeAcknowledgesItsOwnCellOnly() throws MalformedCell {
        byte[] array = Arrays.copyOfRange(Sendme.encode(DIGEST), 0, 40);
        assertTrue(Sendme.acknowledges(array, 0, 23, DIGEST));
        array[22] ^= 1;
        assertFalse(Sendme.acknowledges(array, 0, 23, DIGEST));
    }

    @Test
    void sendmeMayBeFollowedByMore() throws MalformedCell {
        assertTrue(Sendme.acknowledges(Arrays.copyOf(Sendme.encode(DIGEST), 30), 0, 30, DIGEST));
    }

    @Test
    void oldSendmeAcknowledgesAny() throws MalformedCell {
        assertTrue(Sendme.acknowledges(new byte[0], 0, 0, DIGEST));
        assertTrue(Sendme.acknowledges(new byte[3], 0, 3, DIGEST));
    }

    @Test
    void sendmeOfAnotherFormIsRefused() {
        assertRefused(hex("02"));
        assertRefused(hex("01"));
        assertRefused(hex("0100"));
        assertRefused(Arrays.copyOf(Sendme.encode(DIGEST), 22));
        assertRefused(hex("010010" + HexFormat.of().formatHex(DIGEST)));
    }

    private static void assertRefused(byte[] body) {
        assertThrows(MalformedCell.class, () -> Sendme.acknowledges(body, 0, body.length, DIGEST));
    }
}
