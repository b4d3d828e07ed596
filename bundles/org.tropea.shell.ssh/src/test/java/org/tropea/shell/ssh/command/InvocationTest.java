package org.tropea.shell.ssh.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {
    private final SampleCommands commands = new SampleCommands();
    private final Catalogue catalogue = commands.catalogue();

    private Object call(String name, Object... arguments) throws Exception {
        return new Call(catalogue.find(name), List.of(arguments)).run();
    }

    private String refusal(String name, Object... arguments) {
        return assertThrows(ShellFault.class, () -> call(name, arguments)).getMessage();
    }

    @Test
    void wordsBecomeNumbers() throws Exception {
        assertEquals("circuit 12", call("circ:why", "12"));
    }

    @Test
    void objectsFromAScriptAreTakenAsTheyAre() throws Exception {
        assertEquals("circuit 12", call("circ:why", 12));
    }

    @Test
    void theRestOfTheWordsMayBeAnyNumber() throws Exception {
        assertEquals("circuit 1 a+b", call("circ:why", "1", "a", "b"));
    }

    @Test
    void absentOptionsAreNullOrZero() throws Exception {
        assertEquals(
                List.of(new SampleCommands.Row(1, "open", 7), new SampleCommands.Row(2, "building", 0)),
                call("circ:list"));
    }

    @Test
    void optionsTakeTheNextWordOrTheirOwn() throws Exception {
        assertEquals(
                List.of(new SampleCommands.Row(1, "a", 7), new SampleCommands.Row(2, "NEWEST_FIRST", 3)),
                call("circ:list", "--router", "a", "--order=newest-first", "--most=3"));
    }

    @Test
    void aFlagStandsAlone() throws Exception {
        call("circ:use", "--now", "vanilla");
        assertEquals(List.of("vanilla now"), commands.used);
    }

    @Test
    void behindTwoDashesNothingIsAnOption() throws Exception {
        assertEquals("uses --now", call("circ:use", "--", "--now"));
        assertEquals("uses --json", call("circ:use", "--", "--json"));
    }

    @Test
    void wrongArgumentsAreToldWithWhatIsAccepted() {
        assertEquals("id is x; accepted is a whole number", refusal("circ:why", "x"));
        assertEquals("order is x; accepted is one of [oldest, newest_first]", refusal("circ:list", "--order=x"));
        assertTrue(
                refusal("circ:list", "--fast").contains("circ:list has no option --fast; usage: circ:list [--router"));
        assertEquals(
                "--router needs a value; usage: circ:list [--router ROUTER] [--order ORDER] [--most MOST]",
                refusal("circ:list", "--router"));
        assertTrue(refusal("circ:use").startsWith("usage: circ:use POLICY [--now]"));
    }

    @Test
    void aFailureIsTheCommandsOwn() {
        assertEquals(
                "no policy is left",
                assertThrows(IllegalStateException.class, () -> call("circ:fail"))
                        .getMessage());
    }

    @Test
    void progressIsToldAsItComesAndTakesNoWord() throws Exception {
        List<Object> told = new ArrayList<>();
        assertEquals("done", new Call(catalogue.find("circ:slow"), List.of("2")).run(told::add));
        assertEquals(List.of("2 left", "1 left"), told);
        assertEquals("Does slow\n  circ:slow STEPS [--json]", call("circ:slow", "--help"));
    }

    @Test
    void jsonIsOneValueWithoutProgress() throws Exception {
        List<Object> told = new ArrayList<>();
        assertEquals("\"done\"", new Call(catalogue.find("circ:slow"), List.of("2", "--json")).run(told::add));
        assertEquals(List.of(), told);
    }

    @Test
    void helpCallsNothing() throws Exception {
        assertEquals("Does use\n  circ:use POLICY [--now] [--json]", call("circ:use", "--help"));
        assertEquals(List.of(), commands.used);
    }

    @Test
    void jsonIsText() throws Exception {
        assertEquals("\"circuit 1\"", call("circ:why", "1", "--json"));
    }
}
