package org.tropea.conn.exit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.cell.Begin;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.fault.CloseCause;

class ExitConnectionTest {
    private static Exit connecting() throws Exception {
        return new Exit().begin("127.0.0.1", 80, 0);
    }

    private static Exit connected() throws Exception {
        Exit exit = connecting();
        exit.connection.connected();
        return exit;
    }

    @Test
    void dialsAndAnswersConnectedWithTheAddress() throws Exception {
        Exit exit = connecting();
        assertEquals(new InetSocketAddress("127.0.0.1", 80), exit.connection.remote());
        assertNull(exit.stream.connected);
        exit.connection.connected();
        assertArrayEquals(new byte[] {127, 0, 0, 1, 0, 0, 0x0e, 0x10}, exit.stream.connected);
        assertSame(exit.connection, exit.stream.attached);
    }

    @Test
    void dialsAnIpv6Literal() throws Exception {
        Exit exit = new Exit("IPv6Exit", "1").begin("::1", 80, Begin.IPV6_OK);
        exit.connection.connected();
        assertEquals(25, exit.stream.connected.length);
        assertEquals(6, exit.stream.connected[4]);
    }

    @Test
    void policyRefusesAndTellsTheAddress() throws Exception {
        Exit exit = new Exit("ExitPolicy", "reject 127.0.0.1:80,accept *:*").begin("127.0.0.1", 80, 0);
        assertNull(exit.handler);
        assertNull(exit.connection);
        assertEquals(EndReason.EXITPOLICY, exit.stream.endReason);
        assertArrayEquals(new byte[] {127, 0, 0, 1}, exit.stream.refusedAddress);
        assertEquals(3600, exit.stream.refusedTtl);
    }

    @Test
    void anIpv4AddressDressedAsIpv6MeetsTheSamePolicy() throws Exception {
        Exit exit = new Exit("ExitPolicy", "reject 127.0.0.1:*,accept *:*", "IPv6Exit", "1")
                .begin("::ffff:127.0.0.1", 80, Begin.IPV6_OK);
        assertEquals(EndReason.EXITPOLICY, exit.stream.endReason);
        assertNull(exit.connection);
    }

    @Test
    void privateAddressesAreRefusedOutsideTestingNetworks() throws Exception {
        Exit exit = new Exit("ExitPolicyRejectPrivate", "1").begin("127.0.0.1", 80, 0);
        assertEquals(EndReason.EXITPOLICY, exit.stream.endReason);
    }

    @Test
    void noExitRefusesAll() throws Exception {
        assertEquals(EndReason.EXITPOLICY, new Exit("ExitRelay", "0").begin("127.0.0.1", 80, 0).stream.endReason);
    }

    @Test
    void aNewPolicyHoldsAfterAReload() throws Exception {
        Exit exit = connecting();
        assertNotNull(exit.handler);
        exit.scope.options(Exit.options("ExitPolicy", "reject *:*"));
        exit.begin("127.0.0.1", 80, 0);
        assertEquals(EndReason.EXITPOLICY, exit.stream.endReason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:0\0", "127.0.0.1:80", "127.0.0.1\0", ":80\0", "::1:80\0", "a b:80\0", "a:99999\0", ""
            })
    void malformedBeginIsAProtocolError(String body) throws Exception {
        Exit exit = new Exit().open(RelayCommand.BEGIN, body.getBytes(StandardCharsets.ISO_8859_1));
        assertNull(exit.handler);
        assertEquals(EndReason.TORPROTOCOL, exit.stream.endReason);
    }

    @Test
    void whoCannotUseIpv4IsRefusedWithoutIpv6Exit() throws Exception {
        Exit exit = new Exit().begin("127.0.0.1", 80, Begin.IPV6_OK | Begin.IPV4_NOT_OK);
        assertEquals(EndReason.EXITPOLICY, exit.stream.endReason);
    }

    @Test
    void aNameForWhomNeitherFamilyWillDoIsNotLookedUp() throws Exception {
        Exit exit = new Exit("IPv6Exit", "1").begin("host.test", 80, Begin.IPV4_NOT_OK);
        assertEquals(EndReason.RESOLVEFAILED, exit.stream.endReason);
        assertNull(exit.handler);
    }

    @Test
    void optimisticDataWaitsForTheConnection() throws Exception {
        Exit exit = connecting();
        exit.data("GET ");
        exit.data("/");
        assertTrue(exit.stream.flushed.isEmpty());
        exit.connection.connected();
        assertEquals("GET /", exit.connection.sent());
        assertEquals(List.of(0), exit.stream.flushed);
    }

    @Test
    void tellsWhatIsPending() throws Exception {
        Exit exit = connected();
        exit.data("abc");
        exit.connection.sent();
        assertEquals(List.of(3, 0), exit.stream.flushed);
    }

    @Test
    void packagesWhatComesIn() throws Exception {
        Exit exit = connected();
        exit.connection.receive("hello");
        assertEquals("hello", exit.stream.packaged.toString());
    }

    @Test
    void endFollowsTheLastByte() throws Exception {
        Exit exit = connected();
        exit.connection.receive("bye");
        exit.connection.receiveEnd();
        assertEquals(EndReason.DONE, exit.stream.endReason);
        assertTrue(exit.connection.flushes);
    }

    @Test
    void endWaitsForTheWindow() throws Exception {
        Exit exit = connected();
        exit.stream.window = 2;
        exit.connection.receive("later");
        exit.connection.receiveEnd();
        assertEquals(-1, exit.stream.endReason);
        assertNull(exit.connection.cause);
        exit.stream.window = 100;
        exit.handler.mayPackage();
        assertEquals("later", exit.stream.packaged.toString());
        assertEquals(EndReason.DONE, exit.stream.endReason);
        assertEquals(CloseCause.PEER_CLOSED, exit.connection.cause);
    }

    @Test
    void theClientsEndFlushes() throws Exception {
        Exit exit = connected();
        exit.data("last words");
        exit.handler.ended(EndReason.DONE);
        assertTrue(exit.connection.flushes);
        assertEquals(CloseCause.FINISHED, exit.connection.cause);
        assertEquals("last words", exit.connection.sent());
        assertEquals(-1, exit.stream.endReason);
    }

    @Test
    void anEndBeforeTheConnectionGivesItUp() throws Exception {
        Exit exit = connecting();
        exit.handler.ended(EndReason.DONE);
        assertNotNull(exit.connection.cause);
    }

    @ParameterizedTest
    @CsvSource({"CONNECT_REFUSED,3", "CONNECT_TIMEOUT,7", "NO_ROUTE,8", "IO_ERROR,12", "PROVIDER_GONE,10", "SHUTDOWN,9"
    })
    void tellsWhyTheConnectionFailed(CloseCause cause, int reason) throws Exception {
        Exit exit = connecting();
        exit.connection.close(cause);
        exit.loop.crank();
        assertEquals(reason, exit.stream.endReason);
    }

    @Test
    void noSocketIsAResourceLimit() throws Exception {
        Exit exit = new Exit();
        exit.noSocket = true;
        exit.begin("127.0.0.1", 80, 0);
        assertEquals(EndReason.RESOURCELIMIT, exit.stream.endReason);
        assertNull(exit.handler);
    }

    @Test
    void describesItself() throws Exception {
        Exit exit = connected();
        assertEquals("stream 7 of circuit 3, OPEN", exit.connection.handler.describe());
        assertFalse(exit.connection.handler.describe().contains("127.0.0.1"));
    }
}
