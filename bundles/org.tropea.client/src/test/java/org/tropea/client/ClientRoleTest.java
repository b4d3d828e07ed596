package org.tropea.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.client.shell.ClientCommands;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.flow.role.Role;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.path.Paths;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.ManualClock;
import org.tropea.testkit.MemoryNetwork;
import org.tropea.testkit.TestScope;

class ClientRoleTest {
    private final HandCrankedLoopGroup loops = new HandCrankedLoopGroup(2, new ManualClock(), new MemoryNetwork());
    private final FakeCircuits circuits = new FakeCircuits();
    private final FakeChooser chooser = new FakeChooser();
    private final Directory directory = new Directory();
    private final ClientRoleFactory factory = new ClientRoleFactory();
    private final ClientCommands commands = new ClientCommands(factory);

    @BeforeEach
    void network() {
        chooser.first = World.relay(1, "reject 1-65535");
        chooser.middle = World.relay(2, "reject 1-65535");
        chooser.exits.add(World.relay(3, "accept 1-65535"));
    }

    private TestScope scope(String... options) {
        TestScope scope = TestScope.of(options);
        Paths paths = new Paths();
        paths.use(chooser);
        scope.add(OriginCircuits.class, circuits);
        scope.add(Paths.class, paths);
        scope.add(Directory.class, directory);
        scope.add(LoopGroup.class, loops);
        return scope;
    }

    @Test
    void withoutAPortForProgramsThereIsNoClient() throws LocalFault {
        assertNull(factory.start(scope("SocksPort", "0")));
        assertThrows(IllegalStateException.class, () -> commands.status(null));
    }

    @Test
    void aBadOptionIsRefusedByName() {
        LocalFault fault =
                assertThrows(LocalFault.class, () -> factory.start(scope("SocksPort", "9050", "MapAddress", "alone")));
        assertTrue(fault.getMessage().contains("MapAddress"), fault.getMessage());
    }

    @Test
    void eachLoopHasCircuitsOfItsOwn() throws LocalFault {
        TestScope scope = scope("SocksPort", "9050", "__DisablePredictedCircuits", "1");
        factory.start(scope);
        loops.crank();
        Program program = new Program();
        EntryRequest request =
                new EntryRequest(EntryRequest.Kind.CONNECT, "a.example", 80, World.source("9050", null, null));
        loops.loop(1).execute(() -> scope.find(EntryStreams.class).open(request, program, loops.loop(1)));
        loops.crank();
        assertSame(loops.loop(1), circuits.launched.get(0).loop());
        circuits.launched.get(0).build();
        loops.crank();
        circuits.launched.get(0).opened.get(0).edge.connected(new byte[0]);
        assertEquals(1, program.outcomes);
    }

    @Test
    void aNewViewIsLookedAtAtOnce() throws LocalFault {
        chooser.refusal = "there is no consensus yet";
        factory.start(scope("SocksPort", "9050"));
        loops.crank();
        assertTrue(circuits.launched.isEmpty());
        chooser.refusal = null;
        Instant now = Instant.EPOCH;
        directory.publish(new NetworkView(now, now, now, Map.of(), Map.of(), chooser.exits));
        loops.crank();
        assertEquals(4, circuits.launched.size(), "two in each loop");
    }

    @Test
    void commandsSeeAllLoops() throws LocalFault {
        factory.start(scope("SocksPort", "9050", "MapAddress", "a.example b.example"));
        loops.crank();
        circuits.buildAll();
        List<ClientStatus> status = loops.fromOutside(() -> commands.status("test"));
        assertEquals(2, status.size());
        assertEquals(2, status.get(0).open());
        assertEquals(
                "r1 r2 r3",
                loops.fromOutside(() -> commands.circuits(null)).get(0).path());
        assertEquals(Map.of("a.example", "b.example"), commands.map(null));
        assertEquals(List.of("test"), commands.routers());
        assertThrows(IllegalArgumentException.class, () -> commands.map("nobody"));
    }

    @Test
    void portsThatAreNoneAreRefusedByName() {
        for (String option : List.of("LongLivedPorts", "WarnPlaintextPorts", "RejectPlaintextPorts")) {
            for (String port : List.of("abc", "0", "65536", "80-90")) {
                LocalFault fault = assertThrows(
                        LocalFault.class, () -> factory.start(scope("SocksPort", "9050", option, "22," + port)));
                assertTrue(fault.getMessage().contains(option + " \"" + port + "\""), fault.getMessage());
                assertTrue(fault.getMessage().contains("1 to 65535"), fault.getMessage());
            }
        }
    }

    @Test
    void itsEndLeavesNothingBehind() throws LocalFault {
        TestScope scope = scope("SocksPort", "9050");
        Role role = factory.start(scope);
        loops.crank();
        circuits.buildAll();
        loops.fromOutside(() -> {
            role.close();
            return null;
        });
        loops.crank();
        assertNull(scope.find(EntryStreams.class));
        assertTrue(circuits.open().isEmpty());
        loops.advance(10_000_000_000L);
        assertEquals(4, circuits.launched.size());
        assertTrue(commands.routers().isEmpty());
    }
}
