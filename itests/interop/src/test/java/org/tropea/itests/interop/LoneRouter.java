package org.tropea.itests.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A relay on its own, whose torrc names an authority that is not there, with a remote shell. */
final class LoneRouter implements AutoCloseable {
    private static final String AUTHORITY =
            "DirAuthority nobody orport=1 v3ident=" + "A".repeat(40) + " 127.0.0.1:1 " + "B".repeat(40);

    private final String program;
    private final Path folder;
    private final Path data;
    private final Path torrc;
    private final int port = freePort();
    private Run run;

    /** Writes its files below {@code folder}; {@code shell} are lines of the shell's configuration. */
    LoneRouter(String program, Path folder, List<String> options, List<String> shell) throws IOException {
        this.program = program;
        this.folder = folder;
        data = folder.resolve("data");
        List<String> lines = torrc(data);
        lines.addAll(options);
        torrc = Files.write(folder.resolve("torrc"), lines);
        Files.createDirectories(data.resolve("conf"));
        write(shell);
    }

    /** A good torrc for a relay that keeps everything in {@code data}; more lines may follow. */
    static List<String> torrc(Path data) {
        return new ArrayList<>(List.of(
                "TestingTorNetwork 1",
                AUTHORITY,
                "Nickname alone",
                "Address 127.0.0.1",
                "OutboundBindAddress 127.0.0.1",
                "ORPort 127.0.0.1:auto",
                "SocksPort 0",
                "ContactInfo nobody@example.invalid",
                "AssumeReachable 1",
                "PublishServerDescriptor 0",
                "ExitRelay 0",
                "ShutdownWaitLength 0",
                "DataDirectory " + data,
                "PidFile " + data.resolve("pid")));
    }

    private void write(List<String> shell) throws IOException {
        List<String> configuration = new ArrayList<>(shell);
        configuration.add("port = " + port);
        Path whole = Files.write(folder.resolve("org.tropea.shell.ssh.cfg"), configuration);
        drop(whole, data.resolve("conf"));
    }

    /** Another configuration of the shell; returns when that listens. */
    void configure(List<String> shell) throws IOException {
        int shells = said("SSH shell on");
        write(shell);
        InteropNetwork.await("the shell", 30, () -> said("SSH shell on") > shells);
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another torrc for the next start: one line in place of another. */
    void replace(String line, String by) throws IOException {
        Files.write(
                torrc,
                Files.readAllLines(torrc).stream()
                        .map(each -> each.equals(line) ? by : each)
                        .toList());
    }

    /** Returns when the router is up and the shell listens. */
    void start() throws IOException {
        int shells = said("SSH shell on");
        run = Run.start(folder, program, "-f", torrc.toString());
        InteropNetwork.await("the PidFile", 60, () -> Files.exists(data.resolve("pid")));
        InteropNetwork.await("the shell", 30, () -> said("SSH shell on") > shells);
    }

    /** As kill -9: nothing is tidied up. */
    void kill() throws IOException, InterruptedException {
        run.close();
        Files.deleteIfExists(data.resolve("pid"));
    }

    /** Waits until it ended by itself. */
    Run.Result end() throws IOException, InterruptedException {
        return run.end();
    }

    /** The shell's port. */
    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    /** Lines of its log that contain {@code text}. */
    List<String> lines(String text) throws IOException {
        Path log = data.resolve("tropea.log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.contains(text))
                        .toList()
                : List.of();
    }

    int said(String text) throws IOException {
        return lines(text).size();
    }

    void awaitSaid(String text, int times) {
        InteropNetwork.await(text + ", " + times + " times", 30, () -> said(text) >= times);
    }

    /** Puts a whole file into a folder that the run watches. */
    static Path drop(Path file, Path folder) throws IOException {
        Path aside = Files.createTempFile(folder.toAbsolutePath().getParent(), "dropped", "");
        Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return Files.move(aside, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws InterruptedException {
        if (run != null) {
            run.close();
        }
    }
}
