package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.NodeSpec;

/** Disks that are full or cannot be written: the router says so, and goes on from memory. In mount namespaces of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadDiskIT {
    private static final String IN_FORCE = "is in force, with ";
    private static final String CANNOT_WRITE = "Cannot write ";
    private static final String NO_DISK = "no mount namespaces here, so no disk of a test's own";

    @RegisterExtension
    static final CtorNetworkExtension NET = ClientNetwork.NET;

    @TempDir
    static Path folder;

    private static ServerSocket target;
    private static Path full;
    private static Path cache;
    private static int fullPort;
    private static int cachePort;
    private static int dirPort;

    /** Both start now: each waits for a few consensuses. */
    @BeforeAll
    static void start(CtorNetwork network) throws IOException {
        target = new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1"));
        ClientNetwork.awaitStreams(target.getLocalPort());
        full = Files.createDirectory(folder.resolve("full"));
        cache = Files.createDirectory(folder.resolve("cache"));
        fullPort = network.freePort();
        cachePort = network.freePort();
        if (permitted()) {
            String tmpfs = "mount -t tmpfs -o size=64m,mode=700 none " + full;
            network.start(
                    client("full", tmpfs, fullPort).option("/DataDirectory").option("DataDirectory " + full));
            network.start(client("readonly", readOnly(cache), cachePort).option("CacheDirectory " + cache));
            dirPort = network.freePort();
            network.start(SmallDisk.relay("fullcache")
                    .option("PublishServerDescriptor 0")
                    .option("DirPort 127.0.0.1:" + dirPort));
        }
    }

    private static String readOnly(Path place) {
        return "mount --bind " + place + " " + place + "; mount -o remount,ro,bind " + place;
    }

    @AfterAll
    static void stop() throws IOException {
        target.close();
    }

    private static boolean permitted() {
        return ClientNetwork.mayUnshare("--mount");
    }

    /** A client in a mount namespace that {@code mounts} change; its log stays outside. */
    private static NodeSpec client(String nickname, String mounts, int socksPort) {
        return NodeSpec.of(nickname, "unshare", "--mount", "--", "sh", "-ec", mounts + "; exec \"$@\"", "sh", program())
                .option("/ORPort")
                .option("/SocksPort")
                .option("SocksPort 127.0.0.1:" + socksPort)
                .option("PathsNeededToBuildCircuits 0.67")
                .option("FetchDirInfoEarly 1")
                .option("FetchDirInfoExtraEarly 1");
    }

    private static String program() {
        return InteropNetwork.program();
    }

    private static boolean passes(int port) {
        return ClientNetwork.reaches(port, "disk", target.getLocalPort(), 15_000);
    }

    @Test
    @Order(1)
    void aDiskThatBecomesFull(CtorNetwork network) throws Exception {
        assumeTrue(permitted(), NO_DISK);
        CtorNode node = network.node("full");
        InteropNetwork.await("a stream", 120, () -> passes(fullPort));
        Path ballast = full.resolve("ballast");
        SmallDisk.inside(
                node, folder, "dd if=/dev/zero of=" + ballast + " bs=64k 2>/dev/null || true; test -s " + ballast);
        CtorNode server = network.node("fullcache");
        InteropNetwork.await(
                "a consensus of the cache's", 60, () -> !consensus().isEmpty());
        SmallDisk.fill(server, folder);
        goesOnFromMemory(node, fullPort);
        aCacheGoesOnFromMemory(server);
        int before = node.said("can be written again");
        SmallDisk.inside(node, folder, "rm " + ballast);
        InteropNetwork.await("it writes again", 90, () -> node.said("can be written again") > before);
        node.stop();
    }

    /** The cache says so too, and serves consensuses that it never wrote. */
    private static void aCacheGoesOnFromMemory(CtorNode server) {
        InteropNetwork.await("the cache's message", 90, () -> server.said(CANNOT_WRITE) > 0);
        String before = consensus();
        InteropNetwork.await(
                "a newer consensus",
                90,
                () -> !consensus().isEmpty() && !consensus().equals(before));
        assertTrue(server.isAlive());
        assertEquals(0, server.said("[err]"), () -> server.tail(30));
        server.stop();
    }

    private static String consensus() {
        try (var in = URI.create("http://127.0.0.1:" + dirPort + DirectoryNetwork.CONSENSUS)
                .toURL()
                .openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException notYet) {
            return "";
        }
    }

    /** It says once what it cannot write, takes the next consensuses all the same, and streams pass. */
    private static void goesOnFromMemory(CtorNode node, int port) {
        InteropNetwork.await("the message", 90, () -> node.said(CANNOT_WRITE) > 0);
        InteropNetwork.await("a consensus since then", 90, () -> {
            String log = Files.readString(node.log());
            return log.substring(log.indexOf(CANNOT_WRITE)).split(IN_FORCE, -1).length > 2;
        });
        assertTrue(passes(port), () -> node.tail(30));
        assertTrue(node.isAlive());
        assertEquals(0, node.said("[err]"), () -> node.tail(30));
    }

    @Test
    @Order(2)
    void aCacheDirectoryThatIsReadOnly(CtorNetwork network) throws Exception {
        assumeTrue(permitted(), NO_DISK);
        CtorNode node = network.node("readonly");
        InteropNetwork.await("a stream", 120, () -> passes(cachePort));
        goesOnFromMemory(node, cachePort);
        try (var files = Files.list(cache)) {
            assertEquals(List.of(), files.toList());
        }
        node.stop();
    }

    /** Without a place for its keys and its lock no router starts, as C tor's does not. */
    @Test
    void aDataDirectoryThatIsReadOnlyIsRefused() throws Exception {
        assumeTrue(permitted(), NO_DISK);
        Path data = Files.createDirectory(folder.resolve("locked"));
        Run.Result result = start(readOnly(data), data);
        assertNotEquals(0, result.code());
        assertTrue(said(result).contains(data.toString()), said(result));
        assertTrue(said(result).contains("ead-only") && !said(result).contains("\tat "), said(result));
    }

    @Test
    void aDiskThatIsFullFromTheBeginningIsRefused() throws Exception {
        assumeTrue(permitted(), NO_DISK);
        Path data = Files.createDirectory(folder.resolve("tiny"));
        Run.Result result = start("mount -t tmpfs -o size=16k,mode=700 none " + data, data);
        assertNotEquals(0, result.code());
        assertTrue(said(result).contains("No space left") && !said(result).contains("\tat "), said(result));
    }

    private static Run.Result start(String mount, Path data) throws Exception {
        List<String> torrc = new ArrayList<>(LoneRouter.torrc(data));
        torrc.removeIf(line -> line.startsWith("ORPort") || line.startsWith("SocksPort"));
        torrc.add("SocksPort 127.0.0.1:auto");
        Path file = Files.write(Files.createTempFile(folder, "torrc", ""), torrc);
        return Run.toEnd(
                folder,
                "unshare",
                "--mount",
                "--",
                "sh",
                "-ec",
                mount + "; exec \"$@\"",
                "sh",
                program(),
                "-f",
                file.toString());
    }

    private static String said(Run.Result result) {
        return String.join("\n", result.out()) + String.join("\n", result.err());
    }
}
