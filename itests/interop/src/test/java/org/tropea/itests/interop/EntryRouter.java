package org.tropea.itests.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.tropea.itests.direct.DirectRole;

/**
 * A router without an ORPort that opens ports for local programs, with the bundle of itests/direct in the place of a
 * network; and the programs that use them. In a network namespace of its own, if wanted.
 */
final class EntryRouter implements AutoCloseable {
    private static final Path CLIENTS = clients();

    private final Path folder;
    private final Path torrc;
    private final boolean namespace;
    private Run run;

    /** Writes its files below {@code folder}; {@code ports} are lines of the torrc. */
    EntryRouter(Path folder, boolean namespace, List<String> ports) throws IOException {
        this.folder = folder;
        this.namespace = namespace;
        torrc = folder.resolve("torrc");
        Files.createDirectories(data().resolve("deploy"));
        Path jar = Installation.jarOf(DirectRole.class);
        Files.copy(jar, data().resolve("deploy").resolve(jar.getFileName()));
        write(ports);
    }

    private void write(List<String> ports) throws IOException {
        Set<String> relays = Set.of("ORPort", "SocksPort", "Address", "AssumeReachable", "ContactInfo");
        List<String> lines = new ArrayList<>(LoneRouter.torrc(data()));
        lines.removeIf(line -> relays.contains(line.split(" ")[0]));
        lines.addAll(ports);
        Files.write(torrc, lines);
    }

    private static Path clients() {
        try {
            Process get = new ProcessBuilder(
                            Path.of("../get-clients").toAbsolutePath().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(get.getInputStream().readAllBytes()).strip();
            if (!get.waitFor(5, TimeUnit.MINUTES) || get.exitValue() != 0) {
                throw new IllegalStateException("itests/get-clients failed");
            }
            return Path.of(printed);
        } catch (IOException | InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** A program of itests/get-clients. */
    static String client(String name) {
        return CLIENTS.resolve(name).toString();
    }

    static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when it answers programs. */
    EntryRouter start() throws IOException {
        List<String> command = new ArrayList<>();
        if (namespace) {
            command.addAll(List.of("unshare", "--net", "--", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
        }
        command.addAll(List.of(Tropea.home().resolve("bin/tropea").toString(), "-f", torrc.toString()));
        run = Run.start(folder, command.toArray(String[]::new));
        InteropNetwork.await("the router answers programs", 60, () -> said("answers programs itself"));
        return this;
    }

    /** Waits for the end of a start that must fail. */
    Run.Result refused() throws IOException, InterruptedException {
        run = Run.start(folder, Tropea.home().resolve("bin/tropea").toString(), "-f", torrc.toString());
        return run.end();
    }

    /** Other ports; returns when they are in force. */
    void reload(List<String> ports) throws IOException, InterruptedException {
        write(ports);
        new ProcessBuilder("kill", "-HUP", String.valueOf(run.pid())).start().waitFor();
        InteropNetwork.await("the reload", 30, () -> said("took its new configuration over"));
    }

    /** Runs a program to its end, in the router's network namespace if that has one of its own. */
    Run.Result program(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (namespace) {
            words.addAll(List.of("nsenter", "--net", "-t", String.valueOf(run.pid()), "--"));
        }
        words.addAll(List.of(command));
        return Run.toEnd(folder, words.toArray(String[]::new));
    }

    boolean said(String text) throws IOException {
        Path log = data().resolve("tropea.log");
        return Files.exists(log) && Files.readString(log).contains(text);
    }

    Path data() {
        return folder.resolve("data");
    }

    @Override
    public void close() throws InterruptedException {
        if (run != null) {
            run.close();
        }
    }
}
