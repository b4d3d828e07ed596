package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.itests.interop.OpenSsh.Answer;
import org.tropea.itests.interop.OpenSsh.Client;

/** The remote shell of the assembled relay, as a plain OpenSSH client meets it: who gets in, and what they may do. */
class ShellIT {
    private static final int SESSIONS = 16;
    private static final int REFUSED = 126;
    private static final int UNKNOWN = 127;
    private static final int NO_CONNECTION = 255;
    private static final List<String> PATIENT =
            List.of("loginTimeoutSeconds = 30", "maxTries = 3", "maxSessions = " + SESSIONS);

    private static final List<String> HASTY = List.of("loginTimeoutSeconds = 3", "idleTimeoutSeconds = 3");

    @TempDir
    static Path folder;

    private static LoneRouter router;
    private static OpenSsh ssh;
    private static Path operator;
    private static Path viewer;
    private static Path stranger;

    @BeforeAll
    static void start() throws Exception {
        router = new LoneRouter(InteropNetwork.program(), folder, List.of(), PATIENT);
        ssh = new OpenSsh(folder, router.port());
        operator = ssh.key("operator", "ed25519");
        viewer = ssh.key("viewer", "ecdsa");
        stranger = ssh.key("stranger", "ed25519");
        authorize("role=\"operator\" " + line(operator), line(viewer));
        router.start();
    }

    @AfterAll
    static void stop() throws Exception {
        router.close();
    }

    private static String line(Path key) throws IOException {
        return Files.readString(Path.of(key + ".pub"));
    }

    private static void authorize(String... lines) throws IOException {
        Path keys = router.data().resolve("ssh/authorized_keys");
        Files.createDirectories(keys.getParent());
        Files.write(keys, List.of(lines));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    }

    private static Answer operator(String line) throws Exception {
        return ssh.run("operator", operator, line, "");
    }

    private static Answer viewer(String line) throws Exception {
        return ssh.run("viewer", viewer, line, "");
    }

    private static void assertShutOut(Answer answer) {
        assertEquals(NO_CONNECTION, answer.status(), answer.toString());
        assertEquals("", answer.out());
    }

    @Test
    void theRightKeyGetsIn() throws Exception {
        assertEquals(0, operator("sched:list").status());
        Answer answer = viewer("sched:list");
        assertEquals(0, answer.status(), answer.toString());
        assertTrue(answer.out().contains("KIST") && answer.err().isEmpty(), answer.toString());
        assertEquals(0, ssh.run("viewer", operator, "sched:list", "").status(), "an operator may come as a viewer");
    }

    @Test
    void othersDoNot() throws Exception {
        assertShutOut(ssh.run("operator", stranger, "sched:list", ""));
        assertShutOut(ssh.run("operator", null, "sched:list", ""));
        assertShutOut(ssh.run("operator", viewer, "sched:list", ""));
        assertShutOut(ssh.run("root", operator, "sched:list", ""));
        Answer password = ssh.with(
                List.of(
                        "-o",
                        "PubkeyAuthentication=no",
                        "-o",
                        "PreferredAuthentications=password,keyboard-interactive"),
                "operator",
                operator,
                "sched:list");
        assertShutOut(password);
        assertTrue(password.err().contains("Permission denied (publickey)"), password.err());
    }

    @Test
    void triesAreLimited() throws Exception {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            keys.addAll(List.of("-i", ssh.key("wrong" + i, "ed25519").toString()));
        }
        keys.addAll(List.of("-i", operator.toString()));
        assertShutOut(ssh.with(keys, "operator", stranger, "sched:list"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(bundle 5) stop",
                "felix:uninstall 5",
                "bundle:uninstall 5",
                "bundle:install /etc/passwd",
                "new java.io.File /etc/passwd",
                "sched:use vanilla",
                "sched:list | sched:use vanilla",
                "sched:list; sched:use vanilla",
                "sched:list && sched:use vanilla",
                "sched:list\nsched:use vanilla",
                "conn:why $(sched:use vanilla)",
                "conn:why \"$(sched:use vanilla)\"",
                "conn:why `sched:use vanilla`",
                "{ sched:use vanilla }",
                "each [1] { sched:use vanilla }",
                "sched:list > /tmp/x",
                "sched:list >> /tmp/x",
                "x = 1",
                "$x",
                "source /etc/passwd",
                "gogo:source /etc/passwd",
                "cat /etc/passwd",
                "sched:getClass",
                "sched:toString",
                "sched:wait",
                "sched:LIST",
                "scp -t /tmp",
                "'sched:use' vanilla",
                "conn:why \\$x",
                "sched:list \u0007",
            })
    void aViewersLineIsOneReadingCommand(String line) throws Exception {
        Answer answer = viewer(line);
        assertTrue(Set.of(REFUSED, UNKNOWN).contains(answer.status()), answer.toString());
        assertEquals("", answer.out());
        assertEquals(1, answer.err().lines().count(), answer.err());
    }

    @Test
    void aLongLineAndGarbageAreRefused() throws Exception {
        assertEquals(REFUSED, viewer("sched:list " + "x".repeat(100_000)).status());
        byte[] garbage = new byte[200_000];
        new Random(7).nextBytes(garbage);
        Answer answer = ssh.start("viewer", viewer, List.of("-T"), null).end(garbage);
        assertFalse(answer.status() == 0, answer.toString());
        try (Socket socket = new Socket("127.0.0.1", router.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(Arrays.copyOf(garbage, 2_000));
            drain(socket);
        }
        assertEquals(0, viewer("sched:list").status(), "it still serves");
    }

    /** Until the server ends it; fails when that takes longer than the socket's time-out. */
    private static void drain(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            in.readAllBytes();
        } catch (java.net.SocketTimeoutException still) {
            throw new AssertionError("the connection stays open", still);
        } catch (IOException reset) {
            assertTrue(
                    reset.getMessage().contains("reset") || reset.getMessage().contains("Broken"), reset.toString());
        }
    }

    @Test
    void failuresHaveTheirStatus() throws Exception {
        assertEquals(UNKNOWN, operator("no:such").status());
        assertEquals(UNKNOWN, viewer("no:such").status());
        assertEquals(2, viewer("sched:list a b c").status());
        Answer nobody = viewer("sched:list --router nobody");
        assertEquals(2, nobody.status(), nobody.toString());
        assertTrue(nobody.err().contains("alone"), nobody.err());
    }

    @Test
    void aSchedulerIsChosenFromAPlainClientAndTheAuditLogSaysWhoDidIt() throws Exception {
        int before = router.said("scheduler Vanilla decides");
        Answer answer = operator("sched:use vanilla");
        assertEquals(0, answer.status(), answer.toString());
        router.awaitSaid("scheduler Vanilla decides", before + 1);
        assertEquals(0, operator("sched:use auto").status());
        assertEquals(REFUSED, viewer("sched:use kist").status());
        assertAudited("operator", operator, "outcome=started line=\"sched:use vanilla\"");
        assertAudited("operator", operator, "outcome=ok line=\"sched:use vanilla\"");
        assertAudited("viewer", viewer, "outcome=\"126 refused");
        assertEquals(0, router.said("line=\"sched:list\""), "reading is not audited");
    }

    private static void assertAudited(String role, Path key, String rest) throws Exception {
        String who = "key=" + ssh.fingerprint(key) + " role=" + role + " peer=127.0.0.1:";
        assertTrue(
                router.lines(who).stream().anyMatch(entry -> entry.contains("time=") && entry.contains(rest)),
                who + " ... " + rest);
    }

    @Test
    void aTerminalPromptsCompletesAndEnds() throws Exception {
        for (String user : List.of("operator", "viewer")) {
            Client client = ssh.start(user, operator, List.of("-tt"), null);
            InteropNetwork.await("the prompt", 10, () -> client.printed().contains(user + "@tropea>"));
            client.type("mux:li\t--js\t\r");
            InteropNetwork.await("the result", 10, () -> client.printed().contains("\"quarantined\""));
            client.type("circ:li\t--router al\t\r");
            InteropNetwork.await("the result", 10, () -> client.printed().contains("none"));
            client.type("exit\r");
            Answer answer = client.end();
            assertEquals(0, answer.status(), answer.toString());
            assertTrue(answer.out().contains("circ:list --router alone"), answer.out());
        }
    }

    @Test
    void aPictureIsShownAgainOnATerminalOnly() throws Exception {
        Client client = ssh.start("viewer", viewer, List.of("-tt"), "quota:top");
        InteropNetwork.await("three pictures", 10, () -> client.printed().split("\u001b\\[2J", -1).length > 3);
        client.type("q");
        assertEquals(0, client.end().status());
        Answer once = viewer("quota:top");
        assertEquals(0, once.status(), once.toString());
        assertFalse(once.out().contains("\u001b"), once.out());
    }

    @Test
    void aScriptComesOnStandardInputAndEndsAtItsFirstFailure() throws Exception {
        String script = "# first\nsched:list --json\n\nx = 1\necho $x\nno:such\necho never\n";
        Answer answer = ssh.run("operator", operator, null, script);
        assertEquals(UNKNOWN, answer.status(), answer.toString());
        assertTrue(answer.out().startsWith("[") && answer.out().endsWith("1"), answer.out());
        Answer viewers = ssh.run("viewer", viewer, null, "sched:list\nsched:use vanilla\nsched:list\n");
        assertEquals(REFUSED, viewers.status(), viewers.toString());
        assertEquals(1, viewers.out().lines().filter(l -> l.contains("Vanilla")).count(), viewers.out());
    }

    @Test
    void tenSessionsAtOnceAndOneTooMany() throws Exception {
        List<Client> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(ssh.start("viewer", viewer, List.of(), "sched:list"));
        }
        for (Client client : ten) {
            assertEquals(0, client.end(new byte[0]).status());
        }
        List<Client> held = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            held.add(ssh.start("viewer", viewer, List.of("-T"), null));
            Client client = held.get(i);
            client.type("shell:help shell:help\n");
            InteropNetwork.await("an answer", 20, () -> !client.printed().isEmpty());
        }
        assertShutOut(ssh.run("operator", operator, "sched:list", ""));
        for (Client client : held) {
            assertEquals(0, client.end(new byte[0]).status());
        }
        InteropNetwork.await("room again", 10, () -> operator("sched:list").status() == 0);
    }

    @Test
    void whoDoesNotLogInOrSaysNothingIsPutOut() throws Exception {
        router.configure(HASTY);
        try (Socket socket = new Socket("127.0.0.1", router.port())) {
            socket.setSoTimeout(20_000);
            long before = System.nanoTime();
            drain(socket);
            assertTrue(System.nanoTime() - before > 2_000_000_000L, "not at once");
            assertFalse(ssh.start("viewer", viewer, List.of("-T"), null).end().status() == 0, "idle");
        } finally {
            router.configure(PATIENT);
        }
    }

    @Test
    void nothingButSessions() throws Exception {
        String own = "127.0.0.1:" + router.port();
        Answer to = ssh.with(List.of("-W", own), "operator", operator, null);
        assertEquals(NO_CONNECTION, to.status(), to.toString());
        assertFalse(to.out().contains("SSH-2.0"), "it was let through");
        List<String> back = List.of("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:" + own);
        assertEquals(NO_CONNECTION, ssh.with(back, "operator", operator, null).status());
        Answer sftp = ssh.with(List.of("-s"), "operator", operator, "sftp");
        assertFalse(sftp.status() == 0, sftp.toString());
        Answer variable = ssh.with(List.of("-o", "SetEnv=TERM=xterm"), "viewer", viewer, "no:such");
        assertEquals("", variable.out(), "without a terminal errors have their own stream");
        assertEquals(UNKNOWN, variable.status());
    }

    /** The client asks for X11 and says that it was refused; where it must have it, it ends. */
    @Test
    void noDisplayIsForwarded() throws Exception {
        for (String option : List.of("-X", "-Y")) {
            List<String> asked = List.of(option, "-o", "ForwardX11Trusted=yes", "-o", "XAuthLocation=/nowhere");
            Answer answer = ssh.on(Map.of("DISPLAY", "127.0.0.1:7"), asked, "operator", operator, "sched:list");
            assertEquals(0, answer.status(), answer.toString());
            assertTrue(answer.err().contains("X11 forwarding request failed"), answer.toString());
        }
        assertFalse(operator("sched:list").err().contains("X11"), "without the option nothing is asked");
    }

    @Test
    void theHostKeyOutlivesTheProcess() throws Exception {
        assertEquals(0, viewer("sched:list").status());
        String known = Files.readString(folder.resolve("known_hosts"), StandardCharsets.UTF_8);
        router.kill();
        router.start();
        Answer answer = ssh.with(List.of("-o", "StrictHostKeyChecking=yes"), "viewer", viewer, "sched:list");
        assertEquals(0, answer.status(), answer.toString());
        assertEquals(known, Files.readString(folder.resolve("known_hosts"), StandardCharsets.UTF_8));
    }

    @Test
    void aBundleOutcomeSaysWhatChanged() throws Exception {
        Path vanilla = Installation.jar("org.tropea.scheduler.vanilla");
        Answer updated = operator("bundle:update org.tropea.scheduler.vanilla " + vanilla);
        assertEquals(0, updated.status(), updated.toString());
        for (String word : List.of("active", "org.tropea.scheduler.vanilla", "SchedulerPolicyFactory")) {
            assertTrue(updated.out().contains(word), updated.out());
        }
        assertEquals(2, operator("bundle:uninstall org.tropea.shell.ssh").status());
        assertEquals(2, operator("bundle:uninstall 0").status());
        assertEquals(2, operator("bundle:install relative.jar").status());
    }

    /** Every call of ssh in the two READMEs that explain the shell. */
    @Test
    void whatTheReadmesShowWorks() throws Exception {
        Pattern call = Pattern.compile("ssh -p 5022 (operator|viewer)@127\\.0\\.0\\.1 (?:'(.*?)'|\"(.*?)\"|(\\S+))");
        int calls = 0;
        for (String readme : List.of("../../README.md", "../../bundles/org.tropea.shell.ssh/README.md")) {
            Matcher shown = call.matcher(Files.readString(Path.of(readme)));
            for (; shown.find(); calls++) {
                String line = Stream.of(shown.group(2), shown.group(3), shown.group(4))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
                Answer answer = shown.group(1).equals("viewer") ? viewer(line) : operator(line);
                assertEquals(0, answer.status(), line + ": " + answer);
            }
        }
        operator("sched:use auto");
        assertTrue(calls >= 6, calls + " calls");
    }
}
