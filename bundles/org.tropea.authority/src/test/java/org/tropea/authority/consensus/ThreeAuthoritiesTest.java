package org.tropea.authority.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.Vote;

/** Three C tor authorities agreed on a consensus; from the same votes we must get the same bytes. */
final class ThreeAuthoritiesTest {
    private static String computed(List<Vote> votes, Flavor flavor) {
        return new ConsensusComputation(votes, Electorate.of(3)).facts(flavor).print();
    }

    @Test
    void nsFlavorIsTheSameToTheByte() throws DocumentFault {
        assertEquals(Round.unsigned(Round.text("three", "consensus")), computed(Round.votes("three", 3), Flavor.NS));
    }

    @Test
    void microdescFlavorIsTheSameToTheByte() throws DocumentFault {
        assertEquals(
                Round.unsigned(Round.text("three", "consensus-microdesc")),
                computed(Round.votes("three", 3), Flavor.MICRODESC));
    }

    @Test
    void orderOfArrivalDoesNotMatter() throws DocumentFault {
        List<Vote> reversed = new ArrayList<>(Round.votes("three", 3));
        Collections.reverse(reversed);
        assertEquals(computed(Round.votes("three", 3), Flavor.NS), computed(reversed, Flavor.NS));
    }
}
