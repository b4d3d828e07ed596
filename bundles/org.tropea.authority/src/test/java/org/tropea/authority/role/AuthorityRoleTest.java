package org.tropea.authority.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.Round;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.Probes;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirServer;
import org.tropea.net.directory.Directory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;

class AuthorityRoleTest {
    private static final InetSocketAddress STRANGER = new InetSocketAddress("127.0.0.77", 4000);
    private static final InetSocketAddress COLLEAGUE = new InetSocketAddress("127.0.0.9", 4000);
    private static final String OTHER = " v3ident=" + "B".repeat(40) + " 127.0.0.9:7009 " + "A".repeat(40);

    @TempDir
    Path directory;

    private final Deque<Runnable> now = new ArrayDeque<>();
    private final Deque<Runnable> soon = new ArrayDeque<>();
    private final DirExchange exchange = new DirExchange();
    private final DirServer server = new DirServer();
    private long millis = Assembly.START * 1000;
    private TestScope scope;
    private String us;
    private AuthorityRole role;

    private final class Conductor extends ScheduledThreadPoolExecutor {
        Conductor() {
            super(0);
        }

        @Override
        public void execute(Runnable work) {
            now.add(work);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            soon.add(work);
            return null;
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long initial, long period, TimeUnit unit) {
            return null;
        }
    }

    private final class Hand extends Clock {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(directory.resolve("keys"));
        for (String name : List.of("authority_signing_key", "authority_certificate")) {
            Files.write(directory.resolve("keys").resolve(name), Round.bytes("keys", name));
        }
        us = " v3ident="
                + KeyCertificate.parse(Round.bytes("keys", "authority_certificate"))
                        .identity() + " 127.0.0.1:7001 " + "C".repeat(40);
        scope = new TestScope("test", options("us" + us, "other" + OTHER));
        scope.add(RouterKeys.class, (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(),
                new Class<?>[] {RouterKeys.class},
                (proxy, method, arguments) -> new byte[20]));
        scope.add(LoopGroup.class, new HandCrankedLoopGroup());
        scope.add(Directory.class, new Directory());
        scope.add(DirExchange.class, exchange);
        scope.add(DirServer.class, server);
        scope.add(Probes.class, new Probes() {
            @Override
            public void probe(ChannelTarget target) {}

            @Override
            public Listening listen(Listener who) {
                return () -> {};
            }
        });
        role = new AuthorityRole(scope, new Hand(), new Conductor(), () -> {});
        role.start();
    }

    private Options options(String... authorities) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "TestingTorNetwork", "1",
                "DataDirectory", directory.toString(),
                "ORPort", "7001",
                "DirPort", "8001"));
        all.put("DirAuthority", List.of(authorities));
        return Options.of(all);
    }

    private void pass(int seconds) {
        for (int i = 0; i < 10 * seconds; i++) {
            millis += 100;
            List<Runnable> due = new ArrayList<>(soon);
            soon.clear();
            now.addAll(due);
            while (!now.isEmpty()) {
                now.remove().run();
            }
        }
    }

    @Test
    void roundsBeginWhenTheDirectoryHasReadItsDisk() {
        exchange.take((kind, text) -> {});
        pass(15);
        assertNull(role.status());
        exchange.loaded();
        pass(1);
        assertNotNull(role.status());
    }

    @Test
    void withoutADirectoryRoundsBeginAllTheSame() {
        pass(9);
        assertNull(role.status());
        pass(2);
        assertNotNull(role.status());
    }

    @Test
    void authoritiesAreAnsweredUnderLoadAndOthersAreNot() {
        assertTrue(server.favours(COLLEAGUE));
        assertFalse(server.favours(STRANGER));
        assertFalse(server.favours(null), "a circuit");
    }

    @Test
    void everybodyIsAnsweredWithoutAuthDirRejectRequestsUnderLoad() {
        Map<String, Object> changed = new HashMap<>(scope.options().toMap());
        changed.put("AuthDirRejectRequestsUnderLoad", "0");
        scope.options(Options.of(changed));
        role.reloaded();
        assertTrue(server.favours(STRANGER));
        assertTrue(server.favours(null));
    }

    @Test
    void otherAuthoritiesCountFromTheNextRoundOn() {
        pass(11);
        scope.options(options("us" + us));
        role.reloaded();
        assertEquals(2, role.authorities().size());
        assertTrue(server.favours(COLLEAGUE));
        role.roundBegins();
        assertEquals(1, role.authorities().size());
        assertFalse(server.favours(COLLEAGUE));
    }
}
