package org.tropea.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Commands are services; asked about two routers in one container. */
public class CommandsIT extends ContainerTest {
    private static final Consumer<Object> UNTOLD = told -> {};

    private NamedCommands commands;
    private int one;
    private int two;

    @Before
    public void startTwo() throws Exception {
        commands = new NamedCommands(context);
        one = Routers.orPort(routers.start("cmdA"));
        two = Routers.orPort(routers.start("cmdB"));
    }

    private Object state(String router) throws Exception {
        return NamedCommands.part(NamedCommands.line(commands.call("router:list"), "name", router), "state");
    }

    private void createsCircuit(int port) throws Exception {
        try (LinkPeer peer = LinkPeer.open(port)) {
            peer.createsCircuit();
        }
    }

    @Test
    public void theRouterMustBeNamedWhereTwoRun() throws Exception {
        for (String name : List.of("circ:list", "chan:list", "listener:list", "conn:list", "sched:list")) {
            assertEquals("--router NAME is needed; running are [cmdA, cmdB]", commands.refusal(name, (Object) null));
            commands.call(name, "cmdA");
        }
        assertEquals("no router cmdC; running are [cmdA, cmdB]", commands.refusal("circ:list", "cmdC"));
        commands.call("router:stop", "cmdB");
        assertEquals(List.of(), commands.call("circ:list", (Object) null));
    }

    @Test
    public void stoppingOneLeavesTheOther() throws Exception {
        try (LinkPeer first = LinkPeer.open(one);
                LinkPeer second = LinkPeer.open(two)) {
            first.createsCircuit();
            assertEquals("router cmdA is stopped; 1 circuits were closed", commands.call("router:stop", "cmdA"));
            assertEquals("STOPPED", state("cmdA"));
            assertEquals("RUNNING", state("cmdB"));
            second.createsCircuit();
        }
        assertThrows(ConnectException.class, () -> LinkPeer.dial(one));
        assertEquals(List.of(), Routers.threads("cmdA"));
        assertTrue(commands.call("router:start", "cmdA").toString().contains("is up as [127.0.0.1:"));
        createsCircuit(orPort("cmdA"));
    }

    private int orPort(String router) throws Exception {
        Object line = NamedCommands.line(commands.call("router:list"), "name", router);
        String address =
                ((List<?>) NamedCommands.part(line, "addresses")).get(0).toString();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Test
    public void drainSaysWhatIsLeftAndStopsWhenNothingIs() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Consumer<Object> progress = left -> told.add(left.toString());
        CompletableFuture<Object> outcome;
        try (LinkPeer live = LinkPeer.open(one)) {
            live.createsCircuit();
            outcome = CompletableFuture.supplyAsync(() -> drain(progress));
            Await.until("the drain says what is left", () -> !told.isEmpty());
            assertEquals("1 circuits with 0 streams here on 1 channels are left", told.get(0));
            assertEquals("DRAINING", state("cmdA"));
            assertEquals(LinkPeer.HIBERNATING, live.refused());
            Await.until(
                    "nobody listens any more",
                    () -> commands.call("listener:list", "cmdA").equals(List.of()));
            assertThrows(ConnectException.class, () -> LinkPeer.dial(one));
            assertFalse(outcome.isDone());
            assertEquals("RUNNING", state("cmdB"));
        }
        assertTrue(outcome.get(60, TimeUnit.SECONDS).toString().startsWith("router cmdA is stopped"));
        assertEquals("STOPPED", state("cmdA"));
        createsCircuit(two);
    }

    private Object drain(Consumer<Object> progress) {
        try {
            return commands.call("router:drain", "cmdA", 0L, progress);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    public void aDrainEndsAtItsLimit() throws Exception {
        try (LinkPeer live = LinkPeer.open(one)) {
            live.createsCircuit();
            assertEquals(
                    "router cmdA is stopped; 1 circuits were closed with it",
                    commands.call("router:drain", "cmdA", 1L, UNTOLD));
        }
    }

    @Test
    public void whatIsStoppedStaysSoWhenItsBundlesAreRestarted() throws Exception {
        commands.call("router:stop", "cmdA");
        Bundle keys = bundleNamed("org.tropea.keys");
        keys.stop();
        Await.until("no router is left", () -> commands.call("router:list").equals(List.of()));
        keys.start();
        Await.until("both are known again", () -> ((List<?>) commands.call("router:list")).size() == 2);
        Await.until("the other runs again", () -> state("cmdB").equals("RUNNING"));
        assertEquals("STOPPED", state("cmdA"));
        commands.call("router:start", "cmdA");
        assertEquals("RUNNING", state("cmdA"));
    }

    @Test
    public void aConfigurationThatIsMadeAnewStarts() throws Exception {
        commands.call("router:stop", "cmdA");
        routers.delete("cmdA");
        routers.start("cmdA");
        assertEquals("RUNNING", state("cmdA"));
    }

    @Test
    public void aCircuitIsShownAndClosed() throws Exception {
        try (LinkPeer live = LinkPeer.open(one)) {
            live.createsCircuit();
            Object circuit = NamedCommands.line(commands.call("circ:list", "cmdA"), "state", "OPEN");
            Object id = NamedCommands.part(circuit, "id");
            Object path = commands.call("circ:path", "cmdA", id);
            assertEquals("80000001", NamedCommands.part(path, "previousId"));
            assertEquals(List.of(id.toString()), commands.complete("circ:path", "id"));
            commands.call("circ:close", "cmdA", id);
            assertEquals(LinkPeer.REQUESTED, live.destroyed());
            assertEquals("no circuit " + id + "; circ:list shows them", commands.refusal("circ:path", "cmdA", id));
        }
    }

    @Test
    public void aChannelIsShownAndClosed() throws Exception {
        try (LinkPeer live = LinkPeer.open(one)) {
            Await.until(
                    "the channel is open",
                    () -> commands.call("chan:list", "cmdA").toString().contains("state=OPEN,"));
            Object channel = NamedCommands.line(commands.call("chan:list", "cmdA"), "state", "OPEN");
            Object id = NamedCommands.part(channel, "id");
            assertEquals(
                    "OPEN",
                    NamedCommands.part(commands.call("chan:show", "cmdA", id), "state")
                            .toString());
            commands.call("chan:close", "cmdA", id);
            assertTrue("the link was not closed", live.isEnded());
        }
    }

    @Test
    public void quotaAndListenersAreShown() throws Exception {
        Object all = NamedCommands.line(commands.call("quota:top", "cmdA", 0), "user", "all");
        assertTrue((Long) NamedCommands.part(all, "rate") > 0);
        Object listener = ((List<?>) commands.call("listener:list", "cmdA")).get(0);
        assertEquals(true, NamedCommands.part(listener, "accepting"));
    }

    /** What a shell relies on when it completes values and writes help. */
    @Test
    public void propertiesNameMethodsThatThereAre() throws Exception {
        ServiceReference<?>[] all = context.getAllServiceReferences(null, "(tropea.command.reads=*)");
        int completions = 0;
        for (ServiceReference<?> each : all) {
            Class<?> type = context.getService(each).getClass();
            List<?> options = Arrays.asList(optionsOf(each));
            if (options.contains("router")) {
                assertTrue(type + " completes --router", each.getProperty("tropea.command.complete.router") != null);
            }
            for (String key : each.getPropertyKeys()) {
                if (key.startsWith("tropea.command.complete.")
                        && !each.getProperty(key).toString().startsWith("@")) {
                    assertEquals(
                            List.class,
                            type.getMethod(each.getProperty(key).toString()).getReturnType());
                    completions++;
                } else if (key.startsWith("tropea.command.help.")) {
                    String help = each.getProperty(key).toString();
                    assertTrue(help, help.length() <= 45);
                    String function = key.substring("tropea.command.help.".length());
                    assertTrue(
                            key,
                            Arrays.stream(type.getMethods())
                                    .anyMatch(method -> method.getName().equals(function)));
                }
            }
        }
        assertTrue(completions + " completions", completions >= 21);
    }

    private static Object[] optionsOf(ServiceReference<?> command) {
        Object options = command.getProperty("tropea.command.options");
        return options instanceof Object[] many ? many : new Object[] {options};
    }
}
