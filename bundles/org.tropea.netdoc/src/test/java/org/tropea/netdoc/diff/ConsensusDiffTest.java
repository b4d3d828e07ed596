package org.tropea.netdoc.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.bytesOf;
import static org.tropea.netdoc.Ctor.lineOf;
import static org.tropea.netdoc.Ctor.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.netdoc.Ctor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.ConsensusFacts;
import org.tropea.netdoc.status.RouterStatus;

class ConsensusDiffTest {
    private static Consensus consensus(String name) throws DocumentFault {
        return Consensus.parse(Ctor.bytes(name));
    }

    private static String apply(String diff, Consensus base) throws DocumentFault {
        return ConsensusDiff.parse(bytesOf(diff)).apply(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ns", "microdesc"})
    void appliesWhatCtorMade(String flavor) throws DocumentFault {
        Consensus before = consensus("consensus-" + flavor + "-before");
        ConsensusDiff diff = ConsensusDiff.parse(Ctor.bytes("diff-" + flavor));
        assertEquals(before.sha3AsSigned(), diff.from());
        assertEquals(Ctor.text("consensus-" + flavor), diff.apply(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ns", "microdesc"})
    void makesWhatCtorMade(String flavor) throws DocumentFault {
        Consensus before = consensus("consensus-" + flavor + "-before");
        Consensus after = consensus("consensus-" + flavor);
        assertEquals(Ctor.text("diff-" + flavor), ConsensusDiff.make(before, after));
    }

    @Test
    void anythingMadeCanBeApplied() throws DocumentFault {
        Random random = new Random(5);
        Consensus real = consensus("consensus-ns");
        for (int round = 0; round < 300; round++) {
            Consensus from = shuffled(real, random);
            Consensus to = shuffled(real, random);
            assertEquals(to.text(), apply(ConsensusDiff.make(from, to), from));
        }
    }

    /** Without some entries, some preamble lines and some signatures, and with other entries changed. */
    private static Consensus shuffled(Consensus real, Random random) {
        ConsensusFacts f = real.facts();
        List<RouterStatus> routers = new ArrayList<>();
        for (RouterStatus r : f.routers()) {
            if (random.nextInt(3) > 0) {
                routers.add(new RouterStatus(
                        r.nickname(),
                        r.identity(),
                        r.descriptor(),
                        r.published() + random.nextInt(2),
                        r.address(),
                        r.orPort(),
                        r.dirPort(),
                        r.orAddresses(),
                        r.microdescriptor(),
                        r.flags(),
                        random.nextBoolean() ? r.version() : null,
                        random.nextBoolean() ? r.protocols() : null,
                        r.bandwidth(),
                        random.nextBoolean() ? r.exitSummary() : null));
            }
        }
        ConsensusFacts facts = new ConsensusFacts(
                f.flavor(),
                f.method(),
                f.schedule(),
                random.nextBoolean() ? "" + random.nextInt(3) : null,
                random.nextBoolean() ? f.serverVersions() : null,
                random.nextBoolean() ? List.of("a b c d=e") : List.of(),
                f.knownFlags(),
                f.protocols(),
                f.params(),
                random.nextBoolean() ? f.previousRandom() : null,
                f.currentRandom(),
                f.voters(),
                routers,
                random.nextBoolean() ? f.bandwidthWeights() : null);
        return Consensus.of(facts, real.signatures().subList(0, 1 + random.nextInt(3)));
    }

    @Test
    void refusesTheWrongBase() {
        assertRefused(2, "is a diff from the consensus", () -> apply(Ctor.text("diff-ns"), consensus("consensus-ns")));
    }

    @Test
    void refusesAnotherResult() {
        String diff = Ctor.text("diff-ns");
        String changed = with(diff, "valid-after 2026", "valid-after 2027");
        assertRefused("does not lead to", () -> apply(changed, consensus("consensus-ns-before")));
    }

    @Test
    void refusesOtherHeads() {
        String diff = Ctor.text("diff-ns");
        assertRefused(
                1, "must be", () -> apply(with(diff, "version 1", "version 2"), consensus("consensus-ns-before")));
        assertRefused(2, "must be", () -> ConsensusDiff.parse(bytesOf(with(diff, "hash ", "hash 0"))));
        assertRefused(2, "must be", () -> ConsensusDiff.parse(bytesOf("network-status-diff-version 1\n")));
    }

    @Test
    void everyTruncationAtALineIsRefused() throws DocumentFault {
        String diff = Ctor.text("diff-ns");
        Consensus base = consensus("consensus-ns-before");
        for (int end = diff.indexOf('\n') + 1; end < diff.length(); end = diff.indexOf('\n', end) + 1) {
            String cut = diff.substring(0, end);
            assertRefused("", () -> apply(cut, base));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d",
                "5",
                "5x",
                "x,6d",
                "5,",
                "5,d",
                ",5d",
                "6,5d",
                "5,5d",
                "0d",
                "0c",
                "1,$c",
                "1,$a",
                "1,5a",
                "-1d",
                "99999999999d",
                "1,$$d",
                "5 d",
                "w /etc/passwd",
                "!ls",
                "99999d"
            })
    void refusesCommandsThatAreNone(String command) throws DocumentFault {
        String diff = Ctor.text("diff-ns");
        String head = diff.substring(0, diff.indexOf('\n', diff.indexOf('\n') + 1) + 1);
        Consensus base = consensus("consensus-ns-before");
        assertRefused(3, "the command ", () -> apply(head + command + "\nx\n.\n", base));
    }

    @Test
    void commandsGoFromBackToFront() throws DocumentFault {
        String diff = Ctor.text("diff-ns");
        String forward = diff + "90d\n";
        int line = lineOf(forward, "90d");
        Consensus base = consensus("consensus-ns-before");
        assertRefused(line, "commands go back to front", () -> apply(forward, base));
    }

    @Test
    void blocksEndAndAreNotEmpty() throws DocumentFault {
        String diff = Ctor.text("diff-ns");
        Consensus base = consensus("consensus-ns-before");
        assertRefused("has an empty block", () -> apply(diff + "1c\n.\n", base));
        assertRefused("does not end with a period", () -> apply(diff + "1c\nx\n", base));
    }

    @Test
    void mutationsEndInRefusals() throws DocumentFault {
        byte[] good = Ctor.bytes("diff-ns");
        Consensus base = consensus("consensus-ns-before");
        Random random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                byte[] from = bytesOf("0123456789,$adc.\n hx");
                bytes[random.nextInt(bytes.length)] = from[random.nextInt(from.length)];
            }
            try {
                ConsensusDiff.parse(bytes).apply(base);
            } catch (DocumentFault fault) {
                refused++;
            }
        }
        assertTrue(refused > 2900, refused + " refused");
    }
}
