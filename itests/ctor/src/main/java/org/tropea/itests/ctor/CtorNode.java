package org.tropea.itests.ctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One node of a {@link CtorNetwork}: its folder, ports and process. States: written → running → stopped → running …
 * Owned by the network, which stops it; any thread may ask it.
 */
public final class CtorNode {

    private static final Pattern BOOTSTRAPPED = Pattern.compile("Bootstrapped (\\d+)%");
    private static final int STOP_SECONDS = 10;

    private final String nickname;
    private final Path directory;
    private final Map<String, String> environment;
    private final int orPort;
    private final int controlPort;
    private final int socksPort;
    private List<String> command;
    private volatile Process process;

    /** A port of 0 means that the node has none of the kind. */
    CtorNode(
            Path directory, List<String> command, Map<String, String> environment, int orPort, int control, int socks) {
        this.nickname = directory.getFileName().toString();
        this.directory = directory;
        this.command = command;
        this.environment = environment;
        this.orPort = orPort;
        this.controlPort = control;
        this.socksPort = socks;
    }

    /** The next start runs another program that takes {@code -f TORRC}, on the same torrc and folder. */
    public synchronized void program(String... words) {
        command = List.of(words);
    }

    /** Starts the node's process with {@code -f} and its torrc; the network's start methods have done it already. */
    public synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(nickname + " runs already");
        }
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("-f", torrc().toString()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + nickname + ": " + e.getMessage(), e);
        }
    }

    /** SIGTERM to the process and its descendants, SIGKILL after 10 s; returns when they are gone. */
    public synchronized void stop() {
        terminate();
        awaitEnd();
    }

    /** SIGKILL to the process alone; returns when it is gone. */
    public synchronized void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM without waiting. */
    void terminate() {
        processes().forEach(ProcessHandle::destroy);
    }

    void awaitEnd() {
        Deadline end = Deadline.in(Duration.ofSeconds(STOP_SECONDS));
        for (ProcessHandle each : processes()) {
            try {
                each.onExit().get(Math.max(1, end.left()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                each.destroyForcibly();
            } catch (Exception late) {
                each.destroyForcibly();
            }
        }
    }

    /** Sends a signal by name ({@code INT}, {@code HUP}, {@code STOP} …) to the node's own process. */
    public void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid() + " answered " + code);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run kill: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The exit code once the process ended within {@code limit}, else empty. */
    public OptionalInt awaitExit(Duration limit) throws InterruptedException {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    private List<ProcessHandle> processes() {
        if (process == null) {
            return List.of();
        }
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.removeIf(p -> !p.isAlive());
        return all;
    }

    /** Opens the control port with the node's cookie; the caller closes it. C tor nodes only. */
    public ControlClient control() throws IOException {
        if (controlPort == 0) {
            throw new IllegalStateException(nickname + " has no control port");
        }
        return ControlClient.connect(controlPort, directory.resolve("control_auth_cookie"));
    }

    /** The last "Bootstrapped N%" of its log, 0 before the first. */
    public int bootstrapped() {
        Matcher found = BOOTSTRAPPED.matcher(read(log()));
        int percent = 0;
        while (found.find()) {
            percent = Integer.parseInt(found.group(1));
        }
        return percent;
    }

    /** The last {@code lines} lines of what it printed and of its notice log. */
    public String tail(int lines) {
        List<String> all = (read(output()) + read(log())).lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return "cannot read " + file + ": " + e.getMessage() + "\n";
        }
    }

    /** Whether its process runs. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process id. @throws IllegalStateException when it was never started */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException(nickname + " was not started");
        }
        return process.pid();
    }

    /** Nickname, also the folder's name. */
    public String nickname() {
        return nickname;
    }

    /** The DataDirectory; torrc, {@code notice.log} and {@code output.log} lie there. */
    public Path directory() {
        return directory;
    }

    /** Its torrc. */
    public Path torrc() {
        return directory.resolve("torrc");
    }

    /** The notice log. */
    public Path log() {
        return directory.resolve("notice.log");
    }

    /** How often {@code text} stands in its notice log and in what it printed, both since its first start. */
    public int said(String text) {
        return all().split(Pattern.quote(text), -1).length - 1;
    }

    /** Whether it has said {@code text}, and {@code other} not since. */
    public boolean saidLast(String text, String other) {
        String all = all();
        return all.contains(text) && all.lastIndexOf(text) > all.lastIndexOf(other);
    }

    private String all() {
        return read(output()) + read(log());
    }

    /** What the process printed. */
    public Path output() {
        return directory.resolve("output.log");
    }

    /** ORPort, 0 for a client. */
    public int orPort() {
        return orPort;
    }

    /** ControlPort on 127.0.0.1, 0 for nodes of another make. */
    public int controlPort() {
        return controlPort;
    }

    /** SocksPort on 127.0.0.1, 0 unless a client. */
    public int socksPort() {
        return socksPort;
    }
}
