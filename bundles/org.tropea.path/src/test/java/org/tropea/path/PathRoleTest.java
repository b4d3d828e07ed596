package org.tropea.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.role.Role;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.path.NoPath;
import org.tropea.net.path.PathChoice;
import org.tropea.net.path.Paths;
import org.tropea.path.shell.GuardCommands;
import org.tropea.testkit.TestScope;

class PathRoleTest {
    private final PathRoleFactory factory = new PathRoleFactory();
    private final GuardCommands commands = new GuardCommands(factory);
    private final Paths paths = new Paths();

    @TempDir
    Path data;

    private TestScope scope(String... options) {
        TestNetwork network = new TestNetwork().add(5, 5, 5);
        Instant now = Instant.now();
        Directory directory = new Directory();
        directory.publish(
                new NetworkView(now, now.plusSeconds(60), now.plusSeconds(180), Map.of(), Map.of(), network.nodes));
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 2, options.length);
        all[0] = "DataDirectory";
        all[1] = data.toString();
        TestScope scope = TestScope.of(all);
        scope.add(Directory.class, directory);
        scope.add(Paths.class, paths);
        scope.add(RouterKeys.class, keys(network.nodes.get(0).rsaId()));
        return scope;
    }

    /** Keys of which only the identity is asked for. */
    private static RouterKeys keys(byte[] id) {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(), new Class<?>[] {RouterKeys.class}, (self, method, arguments) -> {
                    assertEquals("rsaId", method.getName());
                    return id;
                });
    }

    @Test
    void guardsAreOnDiskWhenItStopsAndServeTheNext() throws LocalFault, NoPath, IOException {
        Role role = factory.start(scope());
        PathChoice choice = paths.chooser().choose(TestNetwork.EXIT);
        paths.chooser().built(choice.guard());
        assertTrue(commands.list(null).stream().anyMatch(line -> line.role().equals("primary 0")));
        role.close();
        assertThrows(NoPath.class, paths::chooser);
        assertTrue(Files.readString(data.resolve("state")).contains("confirmed_idx=0"));
        Role next = factory.start(scope());
        assertEquals(
                choice.guard().guard(),
                paths.chooser().choose(TestNetwork.EXIT).guard().guard());
        next.close();
    }

    @Test
    void theRouterItselfIsNoHop() throws LocalFault, NoPath {
        Role role = factory.start(scope());
        for (int i = 0; i < 50; i++) {
            paths.chooser()
                    .choose(TestNetwork.EXIT)
                    .nodes()
                    .forEach(node -> assertTrue(!node.nickname().equals("r0")));
        }
        assertEquals(4, commands.list("test").size());
        role.close();
    }

    @Test
    void aBadOptionKeepsItFromStarting() {
        LocalFault fault = assertThrows(LocalFault.class, () -> factory.start(scope("ExitNodes", "{xx}")));
        assertTrue(fault.getMessage().contains("ExitNodes"), fault.getMessage());
        assertEquals(List.of(), commands.routers());
    }

    @Test
    void aDiskThatCannotBeReadOrWrittenDoesNotStopIt() throws LocalFault, NoPath, IOException {
        Files.createDirectories(data.resolve("state"));
        Role role = factory.start(scope());
        assertEquals(3, paths.chooser().choose(TestNetwork.EXIT).nodes().size());
        role.close();
    }
}
