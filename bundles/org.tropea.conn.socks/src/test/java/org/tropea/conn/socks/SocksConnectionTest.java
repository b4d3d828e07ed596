package org.tropea.conn.socks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.EndReason;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.fault.CloseCause;
import org.tropea.testkit.entry.EntryRig;

class SocksConnectionTest {
    private static final String EXAMPLE = "65 78 61 6d 70 6c 65 2e 63 6f 6d";
    private static final String GREETING = "05 01 00";
    private static final String CONNECT_NAME = "05 01 00 03 0b " + EXAMPLE + " 00 50";

    private static EntryRig rig(String... options) {
        return new EntryRig(new SocksType(), "SocksPort", "9050", options);
    }

    private static EntryRig flagged(String flags) {
        return new EntryRig(new SocksType(), "SocksPort", "9050 " + flags);
    }

    private static void assertAsks(EntryRig rig, EntryRequest.Kind kind, String host, int port, String protocol) {
        assertEquals(new EntryRequest(kind, host, port, rig.asked.source()), rig.asked);
        assertEquals(protocol, rig.asked.source().protocol());
    }

    @Test
    void version5AsksForAName() {
        EntryRig rig = rig().saysHex(GREETING);
        assertEquals("0500", rig.hearsHex());
        rig.saysHex(CONNECT_NAME);
        assertAsks(rig, EntryRequest.Kind.CONNECT, "example.com", 80, "socks5");
        assertNull(rig.asked.source().user());
        assertEquals("127.0.0.1", rig.asked.source().client().getHostAddress());
        assertEquals("", rig.hears());
        assertEquals("05000001000000000000", rig.connects().hearsHex());
    }

    @ParameterizedTest
    @CsvSource({
        "050100 0501000306676f6f2e7466 01bb, goo.tf, 443, socks5",
        "050100 05010001 7f000001 0050, 127.0.0.1, 80, socks5",
        "050100 05010004 00000000000000000000000000000001 0050, ::1, 80, socks5",
        "04010050 0a010203 00, 10.1.2.3, 80, socks4",
        "04010050 00000001 00 676f6f2e746600, goo.tf, 80, socks4",
    })
    void asksTheSameWhenBytesComeOneByOne(String hex, String host, int port, String protocol) {
        EntryRig rig = rig().saysSlowly(EntryRig.text(hex));
        assertAsks(rig, EntryRequest.Kind.CONNECT, host, port, protocol);
        rig.connects();
        assertTrue(rig.connection.isOpen());
    }

    @Test
    void everythingInOnePieceAndDataBehindIt() {
        EntryRig rig = rig().saysHex(GREETING + CONNECT_NAME + "68 69");
        assertEquals("0500", rig.hearsHex());
        rig.connects();
        assertEquals("hi", rig.stream.packaged.toString());
    }

    @Test
    void dataGoesToTheExitBeforeItHasAnsweredAndToTheNextOneToo() {
        EntryRig rig = rig().saysHex(GREETING + CONNECT_NAME + "68 69").begins();
        rig.says("!");
        assertEquals("hi!", rig.stream.packaged.toString());
        rig.begins().says("?");
        assertEquals("hi!?", rig.stream.packaged.toString());
        rig.connects().says("#");
        assertEquals("hi!?#", rig.stream.packaged.toString());
    }

    @Test
    void dataBeyondTheWindowWaitsForTheAnswer() {
        EntryRig rig = rig().saysHex(GREETING + CONNECT_NAME).begins();
        rig.stream.window = 3;
        rig.says("abcdef");
        assertEquals("abc", rig.stream.packaged.toString());
        rig.connects().widens(2);
        assertEquals("abcde", rig.stream.packaged.toString());
    }

    @Test
    void userAndPasswordAreForIsolation() {
        EntryRig rig = rig().saysHex("05 02 00 02");
        assertEquals("0502", rig.hearsHex());
        rig.saysHex("01 02 6d 65 03 6b 65 79");
        assertEquals("0100", rig.hearsHex());
        rig.saysHex(CONNECT_NAME);
        assertEquals("me", rig.asked.source().user());
        assertEquals("key", rig.asked.source().password());
    }

    @Test
    void emptyUserAndPasswordDoAndTheLongestToo() {
        EntryRig empty = rig().saysHex("05 01 02 01 00 00" + CONNECT_NAME);
        assertEquals("", empty.asked.source().user());
        String longest = "\u0005\u0001\u0002\u0001\u00ff" + "u".repeat(255) + "\u00ff" + "p".repeat(255);
        EntryRig full = rig().saysSlowly(longest).saysHex(CONNECT_NAME);
        assertEquals(255, full.asked.source().user().length());
        assertEquals(255, full.asked.source().password().length());
    }

    @Test
    void preferSocksNoAuthLeavesCredentialsAside() {
        assertEquals("0500", flagged("PreferSOCKSNoAuth").saysHex("05 02 00 02").hearsHex());
        assertEquals("0502", flagged("PreferSOCKSNoAuth").saysHex("05 01 02").hearsHex());
    }

    @Test
    void version4UserIsForIsolation() {
        EntryRig rig = rig().saysHex("04 01 00 50 0a 01 02 03 6d 65 00");
        assertEquals("me", rig.asked.source().user());
        assertEquals("005a000000000000", rig.connects().hearsHex());
    }

    @Test
    void resolvesAName() throws Exception {
        EntryRig rig = rig().saysHex(GREETING + "05 f0 00 03 0b " + EXAMPLE + " 00 00");
        rig.hears();
        assertAsks(rig, EntryRequest.Kind.RESOLVE, "example.com", 0, "socks5");
        rig.answers(InetAddress.getByName("192.0.2.7"));
        assertEquals("05000001c00002070000", rig.hearsHex());
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
    }

    @Test
    void resolvesToIpv6AndToAName() throws Exception {
        EntryRig rig = rig().saysHex(GREETING + "05 f0 00 03 0b " + EXAMPLE + " 00 00");
        rig.hears();
        assertEquals(
                "05000004" + "20010db8000000000000000000000001" + "0000",
                rig.answers(InetAddress.getByName("2001:db8::1")).hearsHex());
        EntryRig reverse = rig().saysHex(GREETING + "05 f1 00 01 c0 00 02 07 00 00");
        reverse.hears();
        assertAsks(reverse, EntryRequest.Kind.RESOLVE_PTR, "192.0.2.7", 0, "socks5");
        assertEquals("0500000301610000", reverse.answers("a").hearsHex());
    }

    @Test
    void version4ResolvesToIpv4Only() throws Exception {
        String query = "04 f0 00 00 00 00 00 01 00 67 6f 6f 2e 74 66 00";
        InetAddress ipv6 = InetAddress.getByName("2001:db8::1");
        EntryRig both = rig().saysHex(query).answers(ipv6, InetAddress.getByName("192.0.2.7"));
        assertEquals("005a0000c0000207", both.hearsHex());
        assertEquals("005b000000000000", rig().saysHex(query).answers(ipv6).hearsHex());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 01", "2, 04", "3, 05", "4, 02", "5, 01", "6, 05", "7, 06", "8, 04", "9, 01", "10, 01", "11, 01", "12, 05",
        "13, 01", "257, 01", "258, 03", "262, 01", "264, 02", "270, 04"
    })
    void failuresHaveCTorsCodes(int reason, String code) {
        EntryRig rig = rig().saysHex(GREETING + CONNECT_NAME);
        rig.hears();
        assertEquals("05" + code + "0001000000000000", rig.fails(reason).hearsHex());
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
        assertTrue(rig.connection.flushes);
        assertFalse(rig.cancelled);
    }

    @Test
    void version4KnowsOneFailure() {
        EntryRig rig = rig().saysHex("04 01 00 50 0a 01 02 03 00").fails(EndReason.TIMEOUT);
        assertEquals("005b000000000000", rig.hearsHex());
    }

    @Test
    void extendedErrorsOnlyWhereTheFlagIs() {
        EntryRig plain = rig().saysHex(GREETING + CONNECT_NAME);
        plain.hears();
        assertEquals(0x01, plain.fails(EntryReason.ONION_BAD_ADDRESS).hears().charAt(1));
        EntryRig extended = flagged("ExtendedErrors").saysHex(GREETING + CONNECT_NAME);
        extended.hears();
        assertEquals(0xf6, extended.fails(EntryReason.ONION_BAD_ADDRESS).hears().charAt(1));
        EntryRig plainCode = flagged("ExtendedErrors").saysHex(GREETING + CONNECT_NAME);
        plainCode.hears();
        assertEquals(0x04, plainCode.fails(EntryReason.ONION).hears().charAt(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0\r\n\r\n", "HEAD", "POST /", "CONNECT a:80 HTTP/1.1\r\n\r\n"})
    void httpHearsThatThisIsNoHttpProxy(String request) {
        EntryRig rig = rig().saysSlowly(request);
        String answer = rig.hears();
        assertTrue(answer.startsWith("HTTP/1.0 501 "), answer);
        assertTrue(answer.contains("HTTPTunnelPort"), answer);
        assertFalse(rig.connection.isOpen());
    }

    @Test
    void safeSocksWantsNames() {
        String[] safe = {"SafeSocks", "1"};
        EntryRig five = rig(safe).saysHex(GREETING + "05 01 00 01 7f 00 00 01 00 50");
        assertEquals("0500" + "05020001000000000000", five.hearsHex());
        EntryRig four = rig(safe).saysHex("04 01 00 50 0a 01 02 03 00");
        assertEquals("005b000000000000", four.hearsHex());
        assertNull(four.asked);
        assertEquals(
                "example.com", rig(safe).saysHex(GREETING + CONNECT_NAME).asked.host());
        assertEquals(
                "10.1.2.3",
                rig(safe)
                        .saysHex(GREETING + "05 f1 00 01 0a 01 02 03 00 00")
                        .asked
                        .host());
    }

    @Test
    void socksPolicyKeepsOut() {
        EntryRig rig = rig("SocksPolicy", "reject 127.0.0.0/8");
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
        rig.saysHex(GREETING);
        assertEquals("", rig.hears());
    }

    @Test
    void whoeverIsSilentIsClosedAfterSocksTimeout() {
        EntryRig rig = rig("SocksTimeout", "10").saysHex(GREETING);
        rig.hears();
        rig.loop.advance(TimeUnit.SECONDS.toNanos(9));
        assertTrue(rig.connection.isOpen());
        rig.loop.advance(TimeUnit.SECONDS.toNanos(2));
        assertEquals("05060001000000000000", rig.hearsHex());
        assertFalse(rig.connection.isOpen());
    }

    @Test
    void aRequestThatTakesTooLongIsGivenUp() {
        EntryRig rig = rig("SocksTimeout", "10").saysHex(GREETING + CONNECT_NAME);
        rig.hears();
        rig.loop.advance(TimeUnit.SECONDS.toNanos(11));
        assertTrue(rig.cancelled);
        assertEquals("05060001000000000000", rig.hearsHex());
    }

    @Test
    void aProgramThatGoesGivesItsRequestUp() {
        EntryRig rig = rig().saysHex(GREETING + CONNECT_NAME);
        rig.connection.receiveEnd();
        assertTrue(rig.cancelled);
        assertEquals(EndReason.MISC, rig.connects().stream.endReason);
    }

    @Test
    void bytesFlowBothWaysUnderTheWindow() {
        EntryRig rig = rig().saysHex(GREETING + CONNECT_NAME);
        rig.hears();
        rig.connects().hears();
        rig.stream.window = 3;
        rig.says("hello");
        assertEquals("hel", rig.stream.packaged.toString());
        rig.widens(10);
        assertEquals("hello", rig.stream.packaged.toString());
        rig.brings("world");
        assertEquals(5, rig.stream.pending);
        assertEquals("world", rig.hears());
        assertEquals(0, rig.stream.pending);
        rig.ends(EndReason.DONE);
        assertEquals(CloseCause.FINISHED, rig.connection.cause);
        assertTrue(rig.connection.flushes);
        assertEquals(-1, rig.stream.endReason);
    }

    @Test
    void theStreamEndsBehindTheProgramsLastByte() {
        EntryRig rig = rig().saysHex(GREETING + CONNECT_NAME).connects();
        rig.stream.window = 2;
        rig.says("last");
        rig.connection.receiveEnd();
        assertEquals(-1, rig.stream.endReason);
        rig.widens(10);
        assertEquals("last", rig.stream.packaged.toString());
        assertTrue(rig.stream.endReason > 0);
        assertFalse(rig.connection.isOpen());
    }

    @Test
    void withoutAClientRequestsFail() {
        EntryRig rig = rig();
        rig.scope.remove(EntryStreams.class, rig);
        rig.saysHex(GREETING + CONNECT_NAME);
        assertEquals("0500" + "05010001000000000000", rig.hearsHex());
    }
}
