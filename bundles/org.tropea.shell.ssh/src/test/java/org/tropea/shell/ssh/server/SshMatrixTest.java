package org.tropea.shell.ssh.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.shell.ssh.server.TestServer.Answer;

/** Who gets in and what they may do, over real connections. */
@Timeout(120)
class SshMatrixTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, Map.of("loginTimeoutSeconds", 3, "idleTimeoutSeconds", 60, "maxTries", 3));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theRightKeyGetsIn() throws Exception {
        assertEquals(new Answer(0, "circuit 1", ""), server.operator("circ:why 1"));
        assertEquals(new Answer(0, "circuit 1", ""), server.viewer("circ:why 1"));
    }

    @Test
    void progressComesBeforeTheResult() throws Exception {
        assertEquals(new Answer(0, "2 left\n1 left\ndone", ""), server.operator("circ:slow 2"));
    }

    private void assertRefused(String user, KeyPair key) throws Exception {
        try (ClientSession session = server.connect(user)) {
            if (key != null) {
                session.addPublicKeyIdentity(key);
            }
            assertThrows(SshException.class, () -> session.auth().verify(PATIENCE));
            assertFalse(session.isAuthenticated());
        }
    }

    @Test
    void aWrongKeyIsRefused() throws Exception {
        assertRefused("operator", Keys.ed25519());
    }

    @Test
    void anRsaKeyIsRefused() throws Exception {
        assertRefused("operator", Keys.rsa());
    }

    @Test
    void noKeyIsRefused() throws Exception {
        assertRefused("operator", null);
    }

    @Test
    void aViewersKeyIsNoOperators() throws Exception {
        assertRefused("operator", server.viewer);
    }

    @Test
    void anyOtherLoginNameIsRefused() throws Exception {
        assertRefused("root", server.operator);
    }

    @Test
    void anOperatorMayComeAsAViewer() throws Exception {
        try (ClientSession session = server.login("viewer", server.operator)) {
            assertEquals(
                    126,
                    TestServer.run(session.createExecChannel("circ:use x"), "").status());
        }
    }

    @Test
    void passwordsAreNotEvenAskedFor() throws Exception {
        try (ClientSession session = server.connect("operator")) {
            session.addPasswordIdentity("secret");
            SshException refusal =
                    assertThrows(SshException.class, () -> session.auth().verify(PATIENCE));
            assertTrue(refusal.getMessage().contains("No more authentication methods"), refusal.getMessage());
        }
    }

    @Test
    void triesAreLimited() throws Exception {
        try (ClientSession session = server.connect("operator")) {
            for (int i = 0; i < 5; i++) {
                session.addPublicKeyIdentity(Keys.ed25519());
            }
            session.addPublicKeyIdentity(server.operator);
            assertThrows(SshException.class, () -> session.auth().verify(PATIENCE));
        }
    }

    @Test
    void whoDoesNotLogInIsPutOut() throws Exception {
        try (ClientSession session = server.connect("operator")) {
            Set<ClientSessionEvent> events =
                    session.waitFor(EnumSet.of(ClientSessionEvent.CLOSED), Duration.ofSeconds(20));
            assertTrue(events.contains(ClientSessionEvent.CLOSED), events.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(bundle 5) stop",
                "felix:uninstall 5",
                "new java.lang.String",
                "circ:new x",
                "circ:list | circ:use x",
                "circ:list; circ:use x",
                "circ:why $(circ:use x)",
                "circ:why \"$(circ:use x)\"",
                "source /etc/passwd",
                "gogo:source /etc/passwd",
                "circ:use x",
                "circ:LIST",
                "toString",
                "circ:toString",
                "circ:getClass",
                "nonsense",
                "circ:list > /tmp/x",
                "x = 1",
                "{ circ:use x }",
                "circ:list\ncirc:use x",
                "circ:list & circ:use x"
            })
    void aViewerGetsReadingCommandsOnly(String line) throws Exception {
        Answer answer = server.viewer(line);
        assertTrue(Set.of(126, 127).contains(answer.status()), answer.toString());
        assertEquals("", answer.out());
        assertEquals(1, answer.err().lines().count(), answer.err());
        assertEquals(List.of(), server.commands.used);
        assertEquals(1, server.audited.size());
        assertTrue(server.audited.get(0).contains("role=viewer"), server.audited.get(0));
    }

    @Test
    void theViewersShellIsTheSameLineByLine() throws Exception {
        try (ClientSession session = server.login("viewer", server.viewer)) {
            ChannelShell shell = session.createShellChannel();
            shell.setUsePty(false);
            Answer answer = TestServer.run(shell, "circ:why 1\n(bundle 5) stop\ncirc:why 2\n");
            assertEquals(126, answer.status());
            assertEquals("circuit 1", answer.out());
        }
    }

    @Test
    void anUnknownCommandHasItsOwnStatus() throws Exception {
        assertEquals(127, server.operator("no:such").status());
        assertEquals(127, server.viewer("no:such").status());
    }

    @Test
    void aFailureIsOneLineAndAStatus() throws Exception {
        assertEquals(new Answer(1, "", "no policy is left"), server.operator("circ:fail"));
        assertEquals(new Answer(1, "", "no policy is left"), server.viewer("circ:fail"));
        assertEquals(2, server.operator("circ:why x").status());
        assertEquals(1, server.operator("circ:fail | circ:why 1").status());
    }

    @Test
    void bothSeeTheSameTableAndJson() throws Exception {
        String table = "id  state     queued cells\n 1  open                 7\n 2  building             0";
        assertEquals(table, server.operator("circ:list").out());
        assertEquals(table, server.viewer("circ:list").out());
        assertEquals(
                server.operator("circ:list --json").out(),
                server.viewer("circ:list --json").out());
        assertTrue(server.viewer("circ:list --json").out().startsWith("["));
        assertTrue(server.viewer("circ:list --help").out().startsWith("Does list"));
    }

    @Test
    void anOperatorHasGogo() throws Exception {
        assertEquals("2", server.operator("(circ:list) size").out());
        assertEquals(0, server.operator("x = vanilla; circ:use $x").status());
        assertEquals(List.of("vanilla"), server.commands.used);
    }

    @Test
    void aPlainLineOfAnOperatorNeedsNoThreadOfGogo() throws Exception {
        assertTrue(server.operator("circ:thread").out().startsWith("tropea-ssh-"));
        assertFalse(server.operator("(circ:thread)").out().startsWith("tropea-ssh-"));
    }

    @Test
    void aViewersCommandGoesAfterCells() throws Exception {
        assertTrue(server.viewer("circ:thread").out().endsWith(" " + Thread.MIN_PRIORITY));
        assertTrue(server.operator("circ:thread").out().endsWith(" " + Thread.NORM_PRIORITY));
    }

    @Test
    void whatMayChangeSomethingIsAudited() throws Exception {
        server.operator("circ:list --json");
        assertEquals(List.of(), server.audited);
        server.operator("circ:use vanilla");
        assertEquals(2, server.audited.size());
        assertTrue(
                server.audited
                        .get(1)
                        .matches("time=\\S+Z key=SHA256:\\S+ role=operator peer=127.0.0.1:\\d+ "
                                + "outcome=ok line=\"circ:use vanilla\""),
                server.audited.get(1));
        server.operator("(circ:fail)");
        assertTrue(server.audited.get(3).contains("outcome=\"1 no policy is left\""), server.audited.get(3));
    }

    @Test
    void aTerminalPromptsRunsAndEnds() throws Exception {
        for (String user : List.of("operator", "viewer")) {
            try (ClientSession session = server.login(user, server.operator)) {
                ChannelShell shell = session.createShellChannel();
                shell.setPtyType("xterm");
                Answer answer = TestServer.run(shell, "circ:why 42\rexit\r");
                assertEquals(0, answer.status(), answer.toString());
                assertTrue(answer.out().contains(user + "@tropea> "), answer.out());
                assertTrue(answer.out().contains("circuit 42"), answer.out());
            }
        }
    }

    @Test
    void aTerminalOpensNoEditor() throws Exception {
        try (ClientSession session = server.login("viewer", server.viewer)) {
            ChannelShell shell = session.createShellChannel();
            shell.setPtyType("xterm");
            Answer answer = TestServer.run(shell, "\u0018\u0005circ:why 42\rexit\r");
            assertTrue(answer.out().contains("circuit 42"), answer.out());
            assertFalse(answer.out().contains("nano"), answer.out());
        }
    }

    @Test
    void nothingIsForwarded() throws Exception {
        try (ClientSession session = server.login("operator", server.operator)) {
            assertThrows(
                    Exception.class,
                    () -> session.startRemotePortForwarding(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", 1)));
            SshdSocketAddress own = new SshdSocketAddress("127.0.0.1", server.service.port());
            assertThrows(
                    Exception.class,
                    () -> session.createDirectTcpipChannel(own, own).open().verify(PATIENCE));
            assertEquals(new Answer(-1, "", ""), TestServer.run(session.createSubsystemChannel("sftp"), ""));
        }
    }

    @Test
    void tenSessionsAtOnce() throws Exception {
        List<ClientSession> sessions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            sessions.add(server.login("operator", server.operator));
        }
        for (int i = 0; i < 10; i++) {
            Answer answer = TestServer.run(sessions.get(i).createExecChannel("circ:why " + i), "");
            assertEquals(new Answer(0, "circuit " + i, ""), answer);
        }
        for (ClientSession session : sessions) {
            session.close();
        }
    }

    @Test
    void oneSessionTooManyIsClosed() throws Exception {
        try (TestServer small = new TestServer(directory.resolve("small"), Map.of("maxSessions", 2))) {
            try (ClientSession first = small.login("viewer", small.viewer);
                    ClientSession second = small.login("viewer", small.viewer)) {
                assertThrows(Exception.class, () -> small.login("viewer", small.viewer));
                assertEquals(
                        0,
                        TestServer.run(second.createExecChannel("circ:why 1"), "")
                                .status());
                assertTrue(first.isOpen());
            }
        }
    }

    @Test
    void anIdleSessionIsClosed() throws Exception {
        try (TestServer hasty = new TestServer(directory.resolve("hasty"), Map.of("idleTimeoutSeconds", 1));
                ClientSession session = hasty.login("viewer", hasty.viewer)) {
            Set<ClientSessionEvent> events =
                    session.waitFor(EnumSet.of(ClientSessionEvent.CLOSED), Duration.ofSeconds(20));
            assertTrue(events.contains(ClientSessionEvent.CLOSED), events.toString());
        }
    }
}
