package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.flags.Observed;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.channel.Probes;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.directory.DirQuery;
import org.tropea.net.directory.Directory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.testkit.TestScope;

class RegisterTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.1", 40_000);

    @TempDir
    private Path directory;

    private final TestRelay relay = new TestRelay();
    private final TestRelay ours = new TestRelay();
    private final List<ChannelTarget> probed = new ArrayList<>();
    private ManualConductor conductor = new ManualConductor(TestRelay.NOW);
    private Probes.Listener listener;
    private Options inRound = IntakeFixture.options();
    private Register register;

    @BeforeEach
    void begin() {
        start();
    }

    private TestScope scope(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("DataDirectory", directory.toString(), "TestingAuthDirTimeToLearnReachability", "0"));
        TestScope scope = TestScope.of(all.toArray(new String[0]));
        scope.add(RouterKeys.class, keys());
        scope.add(Directory.class, new Directory());
        scope.add(DirExchange.class, new DirExchange());
        scope.add(Probes.class, new Probes() {
            @Override
            public void probe(ChannelTarget target) {
                probed.add(target);
            }

            @Override
            public Listening listen(Listener who) {
                listener = who;
                return () -> listener = null;
            }
        });
        return scope;
    }

    private RouterKeys keys() {
        return (RouterKeys) Proxy.newProxyInstance(
                RouterKeys.class.getClassLoader(), new Class<?>[] {RouterKeys.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("rsaId")) {
                        return ours.rsaId().bytes();
                    }
                    throw new AssertionError(method + " is not the register's business");
                });
    }

    private void start(String... options) {
        probed.clear();
        conductor = new ManualConductor(conductor.clock().instant().getEpochSecond());
        register = new Register(
                scope(options),
                new StoredFiles(directory, text -> {}, text -> {}),
                conductor.clock(),
                conductor,
                () -> inRound);
        register.start();
    }

    private DirAnswer post() {
        return post(relay.upload());
    }

    private DirAnswer post(byte[] upload) {
        return IntakeFixture.whole(register.accept(upload, FROM));
    }

    @Test
    void whatWasFetchedIsJudgedADocumentAtATime() {
        register.fetched(TestRelay.bytes(relay.descriptor() + new TestRelay().descriptor()));
        assertEquals(1, register.size(), "others have the conductor in between");
        conductor.drain();
        assertEquals(2, register.size());
    }

    private String get(String path) {
        DirAnswer answer = register.page(new DirQuery("GET", path, Map.of(), new byte[0], 0, null, false));
        return answer.status() == 200
                ? new String(answer.body(), StandardCharsets.UTF_8)
                : answer.status() + " " + answer.reason();
    }

    private void reach() {
        listener.opened(
                new PeerIdentity(relay.rsaId().bytes(), relay.ed25519Id().bytes()),
                new InetSocketAddress("127.0.0.1", 5001),
                true);
        conductor.drain();
    }

    private List<Observed> voted() {
        return register.observe(conductor.clock().instant().getEpochSecond()).relays();
    }

    @Test
    void allAnswersShareTheSameArrays() {
        post();
        for (String path : List.of(
                "/tor/server/all",
                "/tor/extra/all",
                "/tor/server/fp/" + relay.rsaId().hex())) {
            DirQuery query = new DirQuery("GET", path, Map.of(), new byte[0], 0, null, false);
            DirAnswer first = register.page(query);
            assertEquals(DirAnswer.Holder.SHARED, first.holder());
            assertSame(first.parts().get(0), register.page(query).parts().get(0));
        }
    }

    @Test
    void theAddressesOfRelaysAreKnown() {
        post();
        assertFalse(register.isRelay(relay.address), "looked up each second, by no request");
        conductor.pass(1);
        assertTrue(register.isRelay(relay.address));
    }

    @Test
    void whoIsAnAuthorityTheRoundSays() {
        post();
        assertFalse(voted().get(0).authority());
        inRound = IntakeFixture.options(
                "DirAuthority", "other 127.0.0.1:7009 " + relay.rsaId().hex());
        assertTrue(voted().get(0).authority());
    }

    @Test
    void aRelayIsTakenTestedReachedAndVotedRunning() {
        assertEquals("Descriptor accepted", post().reason());
        conductor.pass(1);
        assertEquals(1, probed.size());
        assertFalse(voted().get(0).running());
        reach();
        assertTrue(voted().get(0).running());
        assertTrue(voted().get(0).valid());
        assertEquals(List.of("Running"), register.why(relay.rsaId()));
    }

    @Test
    void documentsAreServed() {
        post();
        String fingerprint = relay.rsaId().hex();
        assertEquals(relay.descriptor(), get("/tor/server/fp/" + fingerprint));
        assertEquals(
                relay.descriptor(),
                get("/tor/server/d/" + relay.parsed().digest().hex() + "+nonsense"));
        assertEquals(relay.descriptor(), get("/tor/server/all"));
        String extraInfo = relay.extraInfo(relay.published);
        assertEquals(extraInfo, get("/tor/extra/fp/" + fingerprint.toLowerCase()));
        assertEquals(
                extraInfo,
                get("/tor/extra/d/" + relay.parsed().facts().extraInfo().sha1().hex()));
        assertEquals(extraInfo, get("/tor/extra/all"));
        assertEquals("404 Not found", get("/tor/server/authority"));
        assertEquals("404 Key not recognized", get("/tor/extra/what"));
        assertNull(register.page(new DirQuery("GET", "/tor/keys/all", Map.of(), new byte[0], 0, null, false)));
    }

    @Test
    void ourOwnAreServedAsTheAuthoritys() {
        post(ours.upload());
        assertEquals(ours.descriptor(), get("/tor/server/authority"));
        assertEquals(ours.extraInfo(ours.published), get("/tor/extra/authority"));
        conductor.pass(1);
        assertEquals(List.of(), probed);
        assertTrue(voted().get(0).running());
    }

    @Test
    void afterACrashAllIsThereAndTestedAtOnce() {
        post();
        reach();
        conductor.pass(61);
        start();
        assertEquals(1, register.size());
        conductor.pass(1);
        assertEquals(1, probed.size());
        assertTrue(voted().get(0).history().timeKnown() >= 60);
        TestRelay thief = new TestRelay();
        thief.identity = relay.identity;
        thief.contact = "a thief";
        thief.published += 20;
        assertEquals(400, post(thief.upload()).status());
    }

    @Test
    void aRefusalLeavesAllAsItWasAndIsRemembered() throws Exception {
        post();
        byte[] before = Files.readAllBytes(directory.resolve("cached-descriptors.new"));
        TestRelay old = new TestRelay();
        old.platform = "Tor 0.3.5.8 on Linux";
        DirAnswer answer = post(old.upload());
        assertEquals(400, answer.status());
        assertEquals(400, post(TestRelay.bytes("router nonsense\n")).status());
        assertArrayEquals(before, Files.readAllBytes(directory.resolve("cached-descriptors.new")));
        assertEquals(
                List.of("not known: no descriptor of it was taken", "refused 0 s ago: " + answer.reason()),
                register.why(old.rsaId()));
    }

    @Test
    void approvedRoutersMarksRelays() throws Exception {
        Files.writeString(
                directory.resolve("approved-routers"),
                "!badexit " + relay.rsaId().hex() + "\n!stripguard "
                        + relay.ed25519Id().base64() + "\nbad line\n");
        start("AuthDirMiddleOnly", "127.0.0.0/8");
        post();
        Observed observed = voted().get(0);
        assertTrue(observed.badExit() && observed.middleOnly());
        assertEquals(java.util.Set.of("Guard"), observed.stripped());
    }

    @Test
    void reloadingReadsRulesAnew() throws Exception {
        post();
        Files.writeString(
                directory.resolve("approved-routers"),
                "!reject " + relay.rsaId().hex() + "\n");
        register.reloaded();
        assertEquals(0, register.size());
        assertEquals(Admission.MARKED, post().reason());
    }

    @Test
    void descriptorsOfMoreThanADayAreNotVotedOn() {
        relay.published = TestRelay.NOW - 24 * 3600;
        post();
        assertEquals(1, voted().size());
        conductor.pass(1);
        assertEquals(0, voted().size());
    }

    @Test
    void statusIsForPeople() {
        post();
        reach();
        RelayStatus status = register.status().get(0);
        assertEquals("relay", status.nickname());
        assertEquals("Tor 0.4.9.11", status.version());
        assertEquals(TestRelay.NOW, status.reached());
        assertTrue(status.running() && status.valid() && status.pinned());
    }

    @Test
    void badOptionsAreRefusedByName() {
        for (String[] bad : new String[][] {
            {"MinimalAcceptedServerVersion", "new"}, {"AuthDirReject", "nowhere"}, {"AuthDirBadExit", "1.2.3.4/77"}
        }) {
            OptionFault fault = org.junit.jupiter.api.Assertions.assertThrows(
                    OptionFault.class, () -> new Admission(scope(bad).options(), ApprovedRouters.NONE));
            assertTrue(fault.getMessage().contains(bad[0]), fault.getMessage());
        }
    }

    @Test
    void whatIsOnlyInMemoryGoesToDiskAtTheEnd() {
        post();
        reach();
        register.close();
        assertTrue(Files.exists(directory.resolve("router-stability")));
        assertNull(listener);
    }
}
