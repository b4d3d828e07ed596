package org.tropea.core.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.testkit.HandCrankedLoopGroup;

/** What a slot chooses for some channels only. */
class ChoicesTest {
    private static final Map<String, Object> CLIENT = Map.of("peer", "client", "linkProtocol", 5, "initiator", false);
    private static final Map<String, Object> RELAY = Map.of("peer", "$AB", "linkProtocol", 4, "initiator", true);

    private final HandCrankedLoopGroup group = new HandCrankedLoopGroup();
    private final SwapLog log = new SwapLog("test", 100, InstantSource.system());
    private final SlotContext context = new SlotContext(new RouterLoops(group.loops()), log, new Bugs(), () -> 0);
    private final Slot<String> slot =
            new Slot<>("mux", Names.property("name"), context, List.of("peer", "linkProtocol", "initiator"));

    private void offer(String service, int ranking, String filter) {
        Map<String, Object> properties = new HashMap<>(Map.of("name", service, "service.ranking", ranking));
        if (filter != null) {
            properties.put(Where.FILTER, filter);
        }
        slot.offer(service, properties);
        group.crank();
    }

    private String at(Map<String, Object> properties) {
        return slot.at(0).chosenFor(properties);
    }

    @Test
    void aRegistrationsFilterLimitsItAndMakesItPreferredThere() {
        offer("ewma", 100, null);
        offer("special", 0, "(peer=client)");
        assertEquals("special", at(CLIENT));
        assertEquals("ewma", at(RELAY));
        assertEquals("ewma", slot.chosen());
        assertFalse(slot.choices().isUniform());
    }

    @Test
    void aLimitedOneAloneLeavesTheOthersWithout() {
        offer("special", 0, "(peer=client)");
        assertNull(at(RELAY));
        assertNull(slot.chosen());
    }

    @Test
    void aFilterThatChangesIsFollowed() {
        offer("ewma", 100, null);
        offer("special", 0, "(peer=client)");
        offer("special", 0, "(linkProtocol=4)");
        assertEquals("ewma", at(CLIENT));
        assertEquals("special", at(RELAY));
        offer("special", 0, "(no=property)");
        assertTrue(slot.isQuarantined("special"));
        assertEquals("ewma", at(RELAY));
        offer("special", 0, "(peer=client)");
        assertEquals("special", at(CLIENT));
    }

    @Test
    void namesOfPropertiesAreComparedWithoutCase() {
        offer("special", 0, "(&(LINKPROTOCOL>=5)(!(Initiator=true)))");
        assertEquals("special", at(CLIENT));
        assertNull(at(RELAY));
    }

    @Test
    void theOperatorChoosesForSomeChannels() {
        offer("ewma", 100, null);
        offer("rr", 0, null);
        slot.operatorChooses("rr", "(peer=client)");
        group.crank();
        assertEquals("rr", at(CLIENT));
        assertEquals("ewma", at(RELAY));
        slot.operatorChooses(null, "( peer=client)");
        group.crank();
        assertEquals("ewma", at(CLIENT));
        assertTrue(slot.choices().isUniform());
    }

    @Test
    void theLatestFilterThatMatchesCountsAndAllEndAtOnce() {
        offer("a", 9, null);
        offer("b", 8, null);
        offer("c", 7, null);
        slot.operatorChooses("b", "(peer=*)");
        slot.operatorChooses("c", "(peer=client)");
        group.crank();
        assertEquals("c", at(CLIENT));
        assertEquals("b", at(RELAY));
        slot.operatorLetsGo();
        group.crank();
        assertEquals("a", at(CLIENT));
        assertEquals("a", at(RELAY));
    }

    @Test
    void whatTheOperatorChoseGenerallyGoesBeforeRegistrations() {
        offer("ewma", 100, null);
        offer("special", 0, "(peer=client)");
        slot.operatorChooses("ewma");
        group.crank();
        assertEquals("ewma", at(CLIENT));
    }

    @Test
    void anOperatorsChoiceDoesNotWidenARegistration() {
        offer("ewma", 100, null);
        offer("special", 0, "(linkProtocol=5)");
        slot.operatorChooses("special", "(peer=*)");
        group.crank();
        assertEquals("special", at(CLIENT));
        assertEquals("ewma", at(RELAY));
    }

    @Test
    void aFailureFallsBackToTheGeneralChoice() {
        offer("ewma", 100, null);
        offer("special", 0, "(peer=client)");
        slot.quarantine("special", "failed");
        group.crank();
        assertEquals("ewma", at(CLIENT));
        Swap swap = log.swaps().get(2);
        assertEquals("mux (peer=client) special ewma", swap.slot() + " " + swap.from() + " " + swap.to());
        assertTrue(swap.failure());
        assertFalse(log.swaps().get(1).failure());
    }

    @Test
    void whatIsChosenAsBeforeIsNotASwap() {
        offer("ewma", 100, null);
        offer("special", 0, "(peer=client)");
        int before = log.swaps().size();
        offer("another", 1, "(peer=$AB)");
        assertEquals(before + 1, log.swaps().size());
        assertEquals("mux (peer=$AB)", log.swaps().get(before).slot());
    }

    @Test
    void listenersHearOfEveryChangeAndOfTheGeneralOneApart() {
        List<String> told = new ArrayList<>();
        slot.at(0).listen(new Adopted<>() {
            @Override
            public void adopted(String chosen) {
                told.add("adopted " + chosen);
            }

            @Override
            public void changed(Choices<String> choices) {
                told.add("changed " + choices.services());
            }
        });
        offer("ewma", 100, null);
        offer("special", 0, "(peer=client)");
        assertEquals(
                List.of("adopted null", "changed []", "adopted ewma", "changed [ewma]", "changed [special, ewma]"),
                told);
    }

    @Test
    void aFilterThatMeansNothingIsRefusedInWords() {
        offer("ewma", 100, null);
        Exception syntax = assertThrows(IllegalArgumentException.class, () -> slot.operatorChooses("ewma", "peer=x"));
        assertTrue(syntax.getMessage().contains("filter peer=x"), syntax.getMessage());
        assertTrue(syntax.getMessage().endsWith("accepted are LDAP filters over [peer, linkProtocol, initiator]"));
        Exception unknown =
                assertThrows(IllegalArgumentException.class, () -> slot.operatorChooses("ewma", "(&(peer=a)(per~=b))"));
        assertEquals(
                "filter (&(peer=a)(per~=b)): no property per; accepted are [peer, linkProtocol, initiator]",
                unknown.getMessage());
        assertTrue(slot.choices().isUniform());
    }

    @Test
    void aRegistrationWhoseFilterMeansNothingIsNotUsed() {
        offer("ewma", 0, null);
        offer("broken", 100, "(peer=");
        assertEquals("ewma", at(CLIENT));
        assertTrue(slot.isQuarantined("broken"));
        offer("broken", 100, "(peer=client)");
        assertEquals("broken", at(CLIENT));
    }

    @Test
    void aSlotWithoutPropertiesTakesNoFilter() {
        Slot<String> plain = new Slot<>("buffer", Names.property("name"), context);
        Exception refused = assertThrows(IllegalArgumentException.class, () -> plain.operatorChooses("x", "(peer=a)"));
        assertEquals("the buffer is the same for all; no filter is accepted", refused.getMessage());
    }

    @Test
    void theLogTellsWhenASuccessorDecidedFirst() {
        offer("ewma", 100, null);
        assertEquals(-1, log.swaps().get(0).firstRunNanos());
        slot.at(0).decided("ewma");
        long first = log.swaps().get(0).firstRunNanos();
        assertTrue(first >= log.swaps().get(0).nanos(), "it was adopted before it ran");
        slot.at(0).decided("ewma");
        assertEquals(first, log.swaps().get(0).firstRunNanos());
        slot.at(0).decided("nobody");
    }
}
