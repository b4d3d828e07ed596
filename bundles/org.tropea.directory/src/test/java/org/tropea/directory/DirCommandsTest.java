package org.tropea.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.directory.shell.DirCommands;
import org.tropea.directory.shell.DirCommands.Line;
import org.tropea.net.directory.DirResponse;

/** {@code dir:status} of a relay whose authority a test plays. */
class DirCommandsTest {
    private final Relay relay = new Relay();

    private DirCommands commands(Map<String, Publisher> publishers) {
        PublisherFactory factory = new PublisherFactory();
        publishers.forEach(factory::publishes);
        return new DirCommands(factory, relay.conductor.clock());
    }

    private List<Line> status() {
        return commands(Map.of("test", relay.publisher)).uploads(null);
    }

    @Test
    void beforeTheFirstDescriptorThereIsNothing() {
        assertEquals(List.of(), status());
    }

    @Test
    void whatWasTakenIsRenewedAfterEighteenHours() {
        relay.pass(1);
        relay.pass(59);
        assertEquals(List.of(new Line("auth", "TAKEN", 1, 60, 18 * 3600 - 60, "200 ok")), status());
    }

    @Test
    void whatGotNoAnswerIsSentAgain() {
        relay.answer = new DirResponse(0, "no answer", new byte[0]);
        relay.pass(1);
        assertEquals(List.of(new Line("auth", "RETRYING", 1, 1, 1, "no answer")), status());
        relay.pass(2);
        assertEquals(2, status().get(0).tries());
    }

    @Test
    void withoutASocketTheFaultIsTold() {
        relay.noSocket = true;
        relay.pass(1);
        assertEquals("no socket", status().get(0).said());
    }

    @Test
    void aRefusalIsToldInTheAuthoritysWords() {
        relay.answer = new DirResponse(400, "Fingerprint is marked rejected", new byte[0]);
        relay.pass(1);
        assertEquals("REFUSED", status().get(0).state());
        assertEquals("400 Fingerprint is marked rejected", status().get(0).said());
    }

    @Test
    void aLateAnswerIsNotTakenForTheNextDescriptors() {
        relay.answer = null;
        relay.pass(1);
        relay.keys.newOnion();
        relay.pass(1);
        assertEquals(2, relay.uploads.size());
        relay.uploads.get(0).done().accept(new DirResponse(400, "too old", new byte[0]));
        assertEquals("SENT", status().get(0).state());
        relay.uploads.get(1).done().accept(new DirResponse(200, "ok", new byte[0]));
        assertEquals("TAKEN", status().get(0).state());
    }

    @Test
    void aDescriptorThatCannotBeMadeIsAnotherLine() {
        relay.pass(1);
        relay.scope.options(Relay.options("ExitPolicy", "accept nonsense", "ExitRelay", "1"));
        relay.pass(1);
        Line failed = status().get(1);
        assertEquals("FAILED", failed.state());
        assertTrue(failed.said().contains("nonsense"), failed.said());
    }

    @Test
    void whereSeveralPublishOneMustBeNamed() {
        relay.pass(1);
        DirCommands commands = commands(Map.of("a", relay.publisher, "b", relay.publisher));
        assertEquals(
                "--router NAME is needed; publishing are [a, b]",
                assertThrows(IllegalArgumentException.class, () -> commands.uploads(null))
                        .getMessage());
        assertEquals(
                "router c publishes nothing; publishing are [a, b]",
                assertThrows(IllegalArgumentException.class, () -> commands.uploads("c"))
                        .getMessage());
        assertEquals("TAKEN", commands.uploads("b").get(0).state());
        assertEquals(List.of("a", "b"), commands.routers());
    }

    @Test
    void whereNobodyPublishesItIsSaid() {
        DirCommands commands = commands(Map.of());
        assertEquals(
                "no router publishes a descriptor; PublishServerDescriptor and router:list say why",
                assertThrows(IllegalStateException.class, () -> commands.uploads(null))
                        .getMessage());
    }

    @Test
    void aClosedPublisherIsGone() {
        PublisherFactory factory = new PublisherFactory();
        factory.publishes("test", relay.publisher);
        relay.close();
        assertEquals(Map.of(), factory.running());
    }
}
