package org.tropea.directory.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.directory.Node;
import org.tropea.net.directory.NodeFlag;
import org.tropea.net.option.Options;
import org.tropea.net.path.Paths;

class MirrorsTest {
    private static final String A = "A".repeat(40);
    private static final String B = "B".repeat(40);
    private static final String C = "C".repeat(40);

    private final Mirrors mirrors = new Mirrors(new Random(1));

    @BeforeEach
    void configure() {
        mirrors.configured(
                Options.of(Map.of(
                        "DirAuthority",
                        new String[] {
                            "one orport=5001 v3ident=" + A + " 127.0.0.1:7001 " + A,
                            "two orport=5002 v3ident=" + B + " 127.0.0.1:7002 " + B
                        },
                        "FallbackDir",
                        "127.0.0.1:7003 orport=5003 id=" + C + " ipv6=[::1]:5003")),
                "");
    }

    @Test
    void fallbacksComeBeforeAuthorities() {
        assertEquals(C, mirrors.any(Set.of(), 0).key());
        assertTrue(Set.of(A, B).contains(mirrors.any(Set.of(C), 0).key()));
        assertNull(mirrors.any(Set.of(A, B, C), 0));
        assertEquals(2, mirrors.any(Set.of(), 0).orAddresses().size());
    }

    @Test
    void cachesAskAuthoritiesFirst() {
        mirrors.configured(
                Options.of(Map.of(
                        "ORPort", "9001",
                        "DirAuthority", "one orport=5001 v3ident=" + A + " 127.0.0.1:7001 " + A,
                        "FallbackDir", "127.0.0.1:7003 orport=5003 id=" + C)),
                "");
        assertEquals(A, mirrors.any(Set.of(), 0).key());
        assertEquals(C, mirrors.any(Set.of(A), 0).key());
    }

    @Test
    void whoFailedRestsUnlessNobodyElseIsLeft() {
        mirrors.failed(mirrors.authority(Set.of(B), 0), 0);
        for (int i = 0; i < 50; i++) {
            assertEquals(B, mirrors.authority(Set.of(), 1).key());
        }
        assertEquals(A, mirrors.authority(Set.of(B), 1).key());
        Set<String> later = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            later.add(mirrors.authority(Set.of(), 10_000).key());
        }
        assertEquals(Set.of(A, B), later);
    }

    @Test
    void weAreNotAskedOurselves() {
        mirrors.configured(Options.of(Map.of("DirAuthority", "one v3ident=" + A + " 127.0.0.1:7001 " + A)), A);
        assertNull(mirrors.any(List.of(), 0));
    }

    private static Node relay(int value, NodeFlag... flags) {
        byte[] id = new byte[20];
        Arrays.fill(id, (byte) value);
        return Node.of(id)
                .addresses(List.of(new InetSocketAddress("127.0.0.1", 9000 + value)))
                .flags(List.of(flags))
                .build();
    }

    private static NetworkView view() {
        Instant hour = Instant.ofEpochSecond(3600);
        return new NetworkView(
                Instant.EPOCH,
                hour,
                hour,
                Map.of(),
                Map.of(),
                List.of(
                        relay(1, NodeFlag.RUNNING, NodeFlag.VALID, NodeFlag.V2DIR),
                        relay(2, NodeFlag.RUNNING, NodeFlag.VALID),
                        relay(3, NodeFlag.VALID, NodeFlag.V2DIR)));
    }

    @Test
    void relaysOfTheConsensusTakeOver() {
        mirrors.seen(view(), "", Instant.EPOCH);
        assertEquals("01".repeat(20), mirrors.any(Set.of(), 0).key());
        assertTrue(Set.of(A, B).contains(mirrors.any(Set.of("01".repeat(20)), 0).key()));
        mirrors.seen(view(), "01".repeat(20), Instant.EPOCH);
        assertEquals(C, mirrors.any(Set.of(), 0).key());
    }

    @Test
    void withoutWhoChoosesGuardsAnyRelayDoes() {
        Mirrors guarded = new Mirrors(new Random(1), new DirectoryGuards(new Paths()));
        guarded.seen(view(), "", Instant.EPOCH);
        assertEquals("01".repeat(20), guarded.any(Set.of(), 0).key());
    }

    private static final String FIRST = "01".repeat(20);
    private static final String SECOND = "02".repeat(20);

    private static NetworkView twoDirectories() {
        Instant hour = Instant.ofEpochSecond(3600);
        NodeFlag[] flags = {NodeFlag.RUNNING, NodeFlag.VALID, NodeFlag.V2DIR};
        return new NetworkView(
                Instant.EPOCH,
                hour,
                hour,
                Map.of(),
                Map.of(),
                List.of(relay(1, flags), relay(2, flags), relay(3, flags)));
    }

    private Mirrors guarded(TestGuards chooser) {
        Paths paths = new Paths();
        paths.use(chooser);
        Mirrors guarded = new Mirrors(new Random(1), new DirectoryGuards(paths));
        guarded.configured(
                Options.of(Map.of("DirAuthority", "one orport=5001 v3ident=" + A + " 127.0.0.1:7001 " + A)), "");
        guarded.seen(twoDirectories(), "", Instant.EPOCH);
        return guarded;
    }

    @Test
    void aGuardThatRestsIsNotDrawnWhileAnotherDoesNot() {
        TestGuards chooser = new TestGuards(MirrorsTest::twoDirectories, new Random(1), "01", "02");
        Mirrors guarded = guarded(chooser);
        Mirror one = guarded.any(Set.of(), 0);
        guarded.asked(one, true);
        guarded.failed(one, 0);
        for (int i = 0; i < 30; i++) {
            Mirror other = guarded.any(Set.of(), 1);
            assertEquals(Set.of(FIRST, SECOND), Set.of(one.key(), other.key()));
            guarded.asked(other, true);
        }
        assertEquals(List.of(), chooser.open, "every use has an outcome");
    }

    @Test
    void aGuardThatIsAskedIsWaitedFor() {
        TestGuards chooser = new TestGuards(MirrorsTest::twoDirectories, new Random(1), "01");
        Mirrors guarded = guarded(chooser);
        assertEquals(FIRST, guarded.any(Set.of(), 0).key());
        assertNull(guarded.any(Set.of(FIRST), 0));
        assertEquals(1, chooser.open.size());
    }

    @Test
    void whereTheOnlyGuardRestsTheConfiguredOnesAreAskedThenItAllTheSame() {
        TestGuards chooser = new TestGuards(MirrorsTest::twoDirectories, new Random(1), "01");
        Mirrors guarded = guarded(chooser);
        Mirror guard = guarded.any(Set.of(), 0);
        guarded.asked(guard, true);
        guarded.failed(guard, 0);
        Mirror authority = guarded.any(Set.of(), 1);
        assertEquals(A, authority.key(), "and no relay that is no guard");
        guarded.failed(authority, 1);
        assertEquals(FIRST, guarded.any(Set.of(), 2).key());
        assertEquals(1, chooser.open.size());
    }
}
