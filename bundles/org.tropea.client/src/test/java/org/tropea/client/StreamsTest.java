package org.tropea.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.cell.Connected;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.cell.Resolved;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.net.option.Addresses;
import org.tropea.net.option.Options;

class StreamsTest {
    private static byte[] ip(String text) {
        return Addresses.parse(text).getAddress();
    }

    @Test
    void aRequestGetsACircuitAStreamAndItsEvents() throws PeerFault {
        World world = new World();
        Program program = world.connect("Example.com", 80);
        assertEquals(1, world.circuits.launched.size());
        world.build();
        FakeStream stream = world.lastStream();
        assertEquals("example.com:80", stream.asked());
        assertEquals(RelayCommand.BEGIN, stream.command);
        stream.edge.connected(Connected.encode(ip("192.0.2.7"), 300));
        assertSame(stream, program.stream);
        assertEquals(Addresses.parse("192.0.2.7"), program.address);
        stream.edge.data("hello".getBytes(StandardCharsets.US_ASCII), 0, 5);
        stream.edge.mayPackage();
        stream.endFromExit(EndReason.DONE);
        assertEquals(List.of("hello", "may package", "ended 6"), program.told);
        assertEquals(1, program.outcomes);
    }

    @Test
    void streamsShareAnOpenCircuit() {
        World world = new World();
        world.connect("a.example", 80);
        world.build();
        world.connect("b.example", 443);
        assertEquals(1, world.circuits.launched.size());
        assertEquals(2, world.circuit(0).opened.size());
    }

    @Test
    void anotherExitIsAskedAfterAnExitPolicyAndRemembered() {
        World world = new World();
        world.exit(4, "accept 1-65535").publish();
        Program program = world.connect("a.example", 80);
        world.build();
        world.lastStream().endFromExit(EndReason.EXITPOLICY);
        world.loop.crank();
        world.build();
        assertEquals(2, world.circuits.launched.size());
        world.lastStream().edge.connected(new byte[0]);
        assertNotNull(program.stream);
        Program next = world.connect("b.example", 80);
        assertEquals(1, world.circuit(0).opened.size(), "the first exit refuses port 80");
        assertEquals(0, next.failure);
        world.connect("b.example", 81);
        assertEquals(2, world.circuits.launched.size(), "both exits may do for 81");
    }

    @Test
    void aRefusedConnectionIsTheProgramsAnswer() {
        World world = new World();
        Program program = world.connect("a.example", 80);
        world.build();
        world.lastStream().endFromExit(EndReason.CONNECTREFUSED);
        assertEquals(EndReason.CONNECTREFUSED, program.failure);
        assertEquals(1, program.outcomes);
    }

    @Test
    void aNameThatThreeExitsDoNotKnowFails() {
        World world = new World();
        world.exit(4, "accept 1-65535")
                .exit(5, "accept 1-65535")
                .exit(6, "accept 1-65535")
                .publish();
        Program program = world.connect("nowhere.example", 80);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, program.failure);
            world.build();
            world.lastStream().endFromExit(EndReason.RESOLVEFAILED);
            world.loop.crank();
        }
        assertEquals(EndReason.RESOLVEFAILED, program.failure);
        assertEquals(3, world.circuits.launched.size());
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForElsewhere() {
        World world = new World();
        world.exit(4, "accept 1-65535").publish();
        Program program = world.connect("a.example", 80);
        world.build();
        FakeStream first = world.lastStream();
        world.pass(10);
        assertEquals(EndReason.TIMEOUT, first.endedBy);
        world.build();
        FakeStream second = world.lastStream();
        assertNotSame(first, second);
        first.edge.connected(new byte[0]);
        assertNull(program.stream, "that try was given up");
        second.edge.connected(new byte[0]);
        assertSame(second, program.stream);
    }

    @Test
    void silenceIsNoAnswerAndOtherExitsAreAskedUntilSocksTimeout() {
        World world = new World();
        world.exit(4, "accept 1-65535").publish();
        Program late = world.connect("a.example", 80);
        for (int i = 0; i < 100; i++) {
            world.build();
            world.pass(1);
        }
        assertEquals(0, late.outcomes, "10 and 10 and 15 seconds are over, and some more");
        world.lastStream().edge.connected(new byte[0]);
        assertNotNull(late.stream);
        Program never = world.connect("b.example", 80);
        for (int i = 0; i < 120; i++) {
            assertEquals(0, never.outcomes);
            world.build();
            world.pass(1);
        }
        assertEquals(EndReason.TIMEOUT, never.failure);
    }

    @Test
    void aCircuitThatBreaksBeforeTheAnswerIsReplaced() {
        World world = new World();
        Program program = world.connect("a.example", 80);
        world.build();
        world.circuit(0).fail(CloseCause.IO_ERROR);
        world.loop.crank();
        world.build();
        world.lastStream().edge.connected(new byte[0]);
        assertNotNull(program.stream);
        assertSame(world.circuit(1), world.lastStream().on);
    }

    @Test
    void nothingWithinSocksTimeoutFails() {
        World world = new World("SocksTimeout", "30");
        world.chooser.refusal = "there is no consensus yet";
        Program program = world.connect("a.example", 80);
        world.pass(29);
        assertEquals(0, program.outcomes);
        world.pass(1);
        assertEquals(EndReason.TIMEOUT, program.failure);
        assertTrue(program.why.contains("there is no consensus yet"), program.why);
    }

    @Test
    void aCancelledRequestIsForgotten() {
        World world = new World();
        Program program = new Program();
        EntryRequest request =
                new EntryRequest(EntryRequest.Kind.CONNECT, "a.example", 80, World.source("9050", null, null));
        EntryStreams.Attempt attempt = world.ask(request, program);
        world.build();
        FakeStream stream = world.lastStream();
        attempt.cancel();
        assertTrue(stream.over);
        stream.edge.connected(new byte[0]);
        world.pass(200);
        assertEquals(0, program.outcomes);
    }

    @Test
    void whatNoExitAllowsFailsAtOnce() {
        World world = new World();
        world.chooser.exits.clear();
        world.exit(5, "accept 443").publish();
        Program program = world.connect("a.example", 25);
        assertEquals(EntryReason.CANT_ATTACH, program.failure);
        assertTrue(program.why.contains("a.example:25"), program.why);
    }

    @Test
    void namesAreAskedForByResolve() {
        World world = new World();
        Program program = world.resolve(EntryRequest.Kind.RESOLVE, "a.example");
        world.build();
        assertEquals(RelayCommand.RESOLVE, world.lastStream().command);
        assertEquals("a.example", world.lastStream().asked());
        world.lastStream()
                .resolve(new Resolved()
                        .address(ip("192.0.2.1"), 60)
                        .address(ip("2001:db8::1"), 50)
                        .encode());
        assertEquals(2, program.answers.size());
        assertEquals(50, program.answers.get(1).ttl());
    }

    @Test
    void errorsOfNamesAreTriedAgainWhenTheyMayGoAway() {
        World world = new World();
        world.exit(4, "accept 1-65535").publish();
        Program passing = world.resolve(EntryRequest.Kind.RESOLVE, "a.example");
        world.build();
        world.lastStream().resolve(new Resolved().error(true, 60).encode());
        world.loop.crank();
        assertEquals(0, passing.outcomes);
        world.build();
        world.lastStream().resolve(new Resolved().error(false, 60).encode());
        assertEquals(EndReason.RESOLVEFAILED, passing.failure);
    }

    @Test
    void aNameThatNobodyCouldLookUpMayHaveAnAnswerLater() {
        World world = new World();
        world.exit(4, "accept 1-65535")
                .exit(5, "accept 1-65535")
                .exit(6, "accept 1-65535")
                .publish();
        Program name = world.resolve(EntryRequest.Kind.RESOLVE, "a.example");
        for (int i = 0; i < 3; i++) {
            world.build();
            world.lastStream().resolve(new Resolved().error(true, 60).encode());
            world.loop.crank();
        }
        assertEquals(EntryReason.RESOLVE_LATER, name.failure);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.4, 4.2.0.192.in-addr.arpa",
        "4.2.0.192.IN-ADDR.ARPA, 4.2.0.192.in-addr.arpa",
        "2001:db8::7, 7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        "7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, "
                + "7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        "9.4.2.0.192.in-addr.arpa, 9.4.2.0.192.in-addr.arpa",
        "g.0.ip6.arpa, g.0.ip6.arpa"
    })
    void exitsAreAskedForNamesByTheReverseName(String asked, String heard) {
        World world = new World();
        world.resolve(EntryRequest.Kind.RESOLVE_PTR, asked);
        world.build();
        assertEquals(heard, world.lastStream().asked());
    }

    @Test
    void internalAddressesHaveNoNamesElsewhereHoweverTheyAreSpelt() {
        World world = new World("ClientDNSRejectInternalAddresses", "1");
        assertEquals(EndReason.RESOLVEFAILED, world.resolve(EntryRequest.Kind.RESOLVE_PTR, "10.1.2.3").failure);
        assertEquals(
                EndReason.RESOLVEFAILED, world.resolve(EntryRequest.Kind.RESOLVE_PTR, "3.2.1.10.in-addr.arpa").failure);
    }

    @Test
    void eachExitThatIsAskedForAStreamIsTold() {
        World world = new World();
        world.exit(4, "accept 1-65535").publish();
        Program program = world.connect("a.example", 80);
        world.build();
        assertSame(world.lastStream(), program.begun);
        world.lastStream().endFromExit(EndReason.EXITPOLICY);
        world.loop.crank();
        world.build();
        assertSame(world.lastStream(), program.begun);
        Program name = world.resolve(EntryRequest.Kind.RESOLVE, "b.example");
        assertNull(name.begun);
    }

    @Test
    void internalAnswersAreRefusedWhereTheyMeanNothing() {
        World world = new World("ClientRejectInternalAddresses", "1", "ClientDNSRejectInternalAddresses", "1");
        Program program = world.connect("a.example", 80);
        world.build();
        world.lastStream().edge.connected(Connected.encode(ip("10.1.2.3"), 300));
        assertEquals(EndReason.TORPROTOCOL, program.failure);
        Program name = world.resolve(EntryRequest.Kind.RESOLVE, "b.example");
        world.lastStream().resolve(new Resolved().address(ip("127.0.0.1"), 60).encode());
        assertEquals(EndReason.RESOLVEFAILED, name.failure);
        assertEquals(EntryReason.PRIVATE_ADDR, world.connect("192.168.1.1", 80).failure);
    }

    @Test
    void aThousandStreamsOverFiftyCircuitsAllConnect() {
        World world = new World();
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            programs.add(world.connect("a.example", 80, World.source("9050", "127.0.0.1", "user" + i % 50)));
        }
        for (int i = 0; i < 5; i++) {
            world.build();
            world.pass(1);
        }
        assertEquals(50, world.circuits.open().size());
        Map<Long, Integer> perCircuit = new HashMap<>();
        for (FakeCircuits.Fake circuit : world.circuits.open()) {
            circuit.opened.forEach(stream -> stream.edge.connected(new byte[0]));
            perCircuit.put(circuit.id(), circuit.opened.size());
        }
        assertEquals(java.util.Set.of(20), new HashSet<>(perCircuit.values()));
        assertTrue(programs.stream().allMatch(program -> program.stream != null));
    }

    @Test
    void aCircuitThatTakesNoStreamsIsPassedOver() {
        World world = new World();
        world.connect("a.example", 80);
        world.build();
        world.circuit(0).takesStreams = false;
        world.connect("b.example", 80);
        world.build();
        assertEquals(2, world.circuits.launched.size());
        assertEquals(1, world.circuit(1).opened.size());
    }

    @Test
    void withoutWindowsRequestsWaitAndNoCircuitsPileUp() {
        World world = new World();
        world.connect("a.example", 80);
        world.circuit(0).takesStreams = false;
        world.build();
        world.pass(5);
        assertEquals(1, world.circuits.launched.size());
        world.circuit(0).takesStreams = true;
        world.pass(1);
        assertEquals(1, world.circuit(0).opened.size());
    }

    @Test
    void theEndOfTheClientFailsWhatWaits() {
        World world = new World();
        Program program = world.connect("a.example", 80);
        world.client.close();
        world.loop.crank();
        assertEquals(EntryReason.CANT_ATTACH, program.failure);
        assertTrue(world.circuits.open().isEmpty());
        assertEquals(EntryReason.CANT_ATTACH, world.connect("b.example", 80).failure);
    }

    @Test
    void newOptionsThatCannotBeReadLeaveTheFormerInForce() {
        World world = new World("SocksTimeout", "30");
        world.scope.options(
                Options.of(Map.of("LongLivedPorts", "22,abc", "SocksTimeout", "1", "__DisablePredictedCircuits", "1")));
        world.chooser.refusal = "nobody knows a way";
        Program program = world.connect("a.example", 80);
        world.pass(20);
        assertEquals(0, program.outcomes, "SocksTimeout is still 30");
        world.chooser.refusal = null;
        world.pass(1);
        assertEquals(1, world.circuits.launched.size(), "the seconds go on");
    }

    @Test
    void newOptionsHoldFromTheNextSecondOn() {
        World world = new World();
        world.scope.options(Options.of(Map.of("MapAddress", "a.example b.example", "__DisablePredictedCircuits", "1")));
        world.pass(1);
        world.connect("a.example", 80);
        world.build();
        assertEquals("b.example:80", world.lastStream().asked());
    }
}
