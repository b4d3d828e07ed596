package org.tropea.authority.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.authority.role.AuthorityFactory;
import org.tropea.authority.role.AuthorityStatus;
import org.tropea.authority.role.AuthorityStatus.Ballot;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.authority.voting.VotingRound.Step;

class AuthorityCommandsTest {
    private static final long NOW = 1_700_000_000L;
    private static final Ballot VOTED = new Ballot("AB".repeat(20), "ann", NOW - 3, 7, true);
    private static final Ballot ABSENT = new Ballot("CD".repeat(20), "-", 0, 0, false);

    @Test
    void tellsHowTheRoundStands() {
        VoteTimetable times = new VoteTimetable(20, NOW - 3, NOW - 1, NOW + 1, NOW + 3, NOW + 5);
        AuthorityStatus status =
                new AuthorityStatus(times, Step.COMPUTE, true, 0, List.of(VOTED, ABSENT), 9, "-", "vote from x: bad");
        AuthorityCommands.Sheet sheet = AuthorityCommands.Sheet.of(status, NOW);
        assertEquals("compute", sheet.nextStep());
        assertEquals(List.of(-3L, 1L, 5L), List.of(sheet.votesIn(), sheet.computesIn(), sheet.publishesIn()));
        assertEquals("1 of 2", sheet.voted());
        assertEquals("1 of 2", sheet.signed());
        assertEquals("reveal", sheet.sharedRandom());
    }

    @Test
    void tellsWhoVotedInEightyColumns() {
        AuthorityCommands.Row row = AuthorityCommands.Row.of(VOTED, NOW);
        assertEquals("yes", row.voted());
        assertEquals(3, row.age());
        assertTrue(row.identity().length() + 19 + "voted age relays signed".length() + 10 < 80);
        assertEquals("no", AuthorityCommands.Row.of(ABSENT, NOW).signed());
    }

    @Test
    void saysWhenThereIsNoAuthority() {
        AuthorityCommands commands = new AuthorityCommands(new AuthorityFactory());
        assertThrows(IllegalStateException.class, () -> commands.status(null));
    }
}
