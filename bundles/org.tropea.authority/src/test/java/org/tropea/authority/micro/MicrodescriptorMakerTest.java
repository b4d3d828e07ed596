package org.tropea.authority.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.authority.Round;
import org.tropea.authority.consensus.Methods;
import org.tropea.authority.micro.MicrodescriptorMaker.Made;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.status.VoteEntry;
import org.tropea.netdoc.value.Octets;

/** What C tor's authorities made of the same descriptors, we must make too: their votes say the digests. */
final class MicrodescriptorMakerTest {
    private static Map<Octets, ServerDescriptor> descriptors(String round) throws DocumentFault {
        Map<Octets, ServerDescriptor> byDigest = new HashMap<>();
        ServerDescriptor.parseAll(Round.bytes(round, "descriptors"), 1 << 20)
                .documents()
                .forEach(d -> byDigest.put(d.digest(), d));
        return byDigest;
    }

    @Test
    void digestsByMethodAreThoseOfEveryVote() throws DocumentFault {
        Map<Octets, ServerDescriptor> descriptors = descriptors("three");
        int compared = 0;
        for (Vote vote : Round.votes("three", 3)) {
            for (VoteEntry entry : vote.facts().entries()) {
                ServerDescriptor descriptor = descriptors.get(entry.status().descriptor());
                assertEquals(
                        entry.microdescriptors(),
                        MicrodescriptorMaker.makeAll(descriptor, Methods.upTo(35)).stream()
                                .map(Made::digest)
                                .toList());
                assertEquals(
                        entry.status().exitSummary(),
                        MicrodescriptorMaker.summary(descriptor.facts().policy()));
                compared++;
            }
        }
        assertEquals(24, compared);
    }

    @Test
    void textIsWhatTheAuthoritiesServe() throws DocumentFault {
        String served = Round.text("three", "micro");
        for (ServerDescriptor descriptor : descriptors("three").values()) {
            String made = MicrodescriptorMaker.make(descriptor, 35).text();
            assertEquals(true, served.contains(made), made);
        }
    }

    @Test
    void familiesHaveOneForm() throws Exception {
        Octets self = Octets.ofHex("AA".repeat(20));
        assertEquals(List.of(), FamilyList.canonical(List.of(), self));
        assertEquals(
                List.of("!weird", "$" + "AA".repeat(20), "$" + "BC".repeat(20), "someone"),
                FamilyList.canonical(
                        List.of("SomeOne", "$" + "bc".repeat(20) + "=nick", "!weird", "someone", "bc".repeat(20)),
                        self));
    }
}
