package org.tropea.shell.ssh.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.shell.ssh.server.TestServer.Answer;

/** What somebody without a key, or with a viewer's, tries in order to use up the relay's memory or its sessions. */
@Timeout(90)
class AttackTest {
    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(directory, Map.of("maxSessions", 3));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer typed(String keys) throws Exception {
        try (ClientSession session = server.login("viewer", server.viewer)) {
            ChannelShell shell = session.createShellChannel();
            shell.setPtyType("xterm");
            return TestServer.run(shell, keys);
        }
    }

    @Test
    void aRepeatCountMakesNoLongLine() throws Exception {
        Answer answer = typed("\u001b9\u001b9\u001b9\u001b9x\rexit\r");
        assertFalse(answer.out().contains("x".repeat(100)), answer.out());
        assertTrue(answer.out().contains("unknown command"), answer.out());
    }

    @Test
    void whatWasCutIsNotPastedAgainAndAgain() throws Exception {
        String doubled = "\u0015\u0019\u0019";
        Answer answer = typed("xxxxxxxx" + doubled.repeat(8) + "\rcirc:why 42\rexit\r");
        assertFalse(answer.out().contains("x".repeat(100)), answer.out());
        assertTrue(answer.out().contains("circuit 42"), answer.out());
    }

    @Test
    void aLineWithoutAnEndEndsTheSession() throws Exception {
        for (boolean terminal : List.of(true, false)) {
            try (ClientSession session = server.login("viewer", server.viewer)) {
                ChannelShell shell = session.createShellChannel();
                shell.setUsePty(terminal);
                Answer answer = TestServer.run(shell, "x".repeat(70_000) + "\ncirc:why 42\nexit\n");
                assertTrue(answer.status() >= 0, "it did not end");
                assertFalse(answer.out().contains("circuit 42"), answer.out());
            }
        }
    }

    @Test
    void aLongLineIsRefusedAndDoesNotFillTheAuditLog() throws Exception {
        Answer answer = server.viewer("circ:why " + "1".repeat(30_000));
        assertEquals(126, answer.status());
        assertEquals(1, server.audited.size());
        assertTrue(server.audited.get(0).length() < 1_000, server.audited.get(0));
        assertTrue(server.audited.get(0).contains("(30009 characters)"), server.audited.get(0));
    }

    @Test
    void variablesAreNotTaken() throws Exception {
        try (ClientSession session = server.login("viewer", server.viewer)) {
            ChannelExec exec = session.createExecChannel("circ:fail");
            exec.setEnv("TERM", "xterm");
            assertEquals(new Answer(1, "", "no policy is left"), TestServer.run(exec, ""));
        }
    }

    @Test
    void aViewersTabKeyTellsNothingOfChangingCommands() throws Exception {
        Answer viewer = typed("circ:use \t\t\u0015exit\r");
        assertFalse(viewer.out().contains("Vanilla"), viewer.out());
        try (ClientSession session = server.login("operator", server.operator)) {
            ChannelShell shell = session.createShellChannel();
            shell.setPtyType("xterm");
            Answer operator = TestServer.run(shell, "circ:use V\t\rexit\r");
            assertEquals(List.of("Vanilla"), server.commands.used, operator.out());
        }
    }

    @Test
    void connectionsWithoutALoginKeepNobodyOut() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            silent.add(new Socket("127.0.0.1", server.service.port()));
        }
        assertEquals(new Answer(0, "circuit 1", ""), server.viewer("circ:why 1"));
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void oneLoginTooManyIsRefused() throws Exception {
        List<ClientSession> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sessions.add(server.login("viewer", server.viewer));
        }
        assertThrows(Exception.class, () -> server.login("operator", server.operator));
        sessions.get(0).close(true).await();
        assertEquals(0, server.operator("circ:why 1").status());
    }
}
