package org.tropea.itests.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real OpenSSH client, found or fetched by {@code itests/get-ssh}, with files of its own in one folder. */
final class OpenSsh {
    private static final int LIMIT_SECONDS = 30;
    private static final int FETCH_SECONDS = 300;

    private final Path programs;
    private final Path folder;
    private final int port;

    /** What came back. */
    record Answer(int status, String out, String err) {}

    OpenSsh(Path folder, int port) throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        programs = programs();
    }

    /** The folder that its programs are in. */
    static Path programs() throws IOException, InterruptedException {
        Path script = Path.of("../get-ssh").toAbsolutePath().normalize();
        Process process = new ProcessBuilder(script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path found = Path.of(new String(process.getInputStream().readAllBytes()).strip());
        if (!process.waitFor(FETCH_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(script + " failed; its messages are on stderr");
        }
        return found;
    }

    /** A new key; the line for authorized_keys is in {@code NAME.pub}. */
    Path key(String name, String type) throws IOException, InterruptedException {
        Path key = folder.resolve(name);
        tool("-q", "-t", type, "-N", "", "-C", name, "-f", key.toString());
        return key;
    }

    /** As {@code ssh-keygen -l} tells it. */
    String fingerprint(Path key) throws IOException, InterruptedException {
        return tool("-l", "-f", key.toString()).out().split(" ")[1];
    }

    private Answer tool(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("ssh-keygen").toString()));
        command.addAll(List.of(arguments));
        Answer answer = start(Map.of(), command).end(new byte[0]);
        if (answer.status() != 0) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }

    /** As {@link #with}, in an environment with more {@code variables}. */
    Answer on(Map<String, String> variables, List<String> options, String user, Path key, String line)
            throws IOException, InterruptedException {
        return start(variables, command(user, key, options, line)).end(new byte[0]);
    }

    /** A client that has started; {@code options} are ssh's, and {@code line} may be null for a shell. */
    Client start(String user, Path key, List<String> options, String line) throws IOException {
        return start(Map.of(), command(user, key, options, line));
    }

    private List<String> command(String user, Path key, List<String> options, String line) {
        List<String> command = new ArrayList<>(List.of(programs.resolve("ssh").toString()));
        command.addAll(List.of("-F", "none", "-p", String.valueOf(port)));
        command.addAll(List.of("-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR"));
        command.addAll(List.of("-o", "StrictHostKeyChecking=accept-new"));
        command.addAll(List.of("-o", "UserKnownHostsFile=" + folder.resolve("known_hosts")));
        command.addAll(List.of("-o", "IdentityAgent=none", "-i", key == null ? "none" : key.toString()));
        command.addAll(options);
        command.add(user + "@127.0.0.1");
        if (line != null) {
            command.add(line);
        }
        return command;
    }

    private Client start(Map<String, String> variables, List<String> command) throws IOException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("TERM", "xterm");
        builder.environment().putAll(variables);
        return new Client(builder.start(), out, err);
    }

    /** One client process; its standard input stays open until {@link #end}. */
    record Client(Process process, Path out, Path err) {
        /** What it has printed so far. */
        String printed() throws IOException {
            return text(out);
        }

        void type(String keys) throws IOException {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        /** Feeds it, then waits for its end. */
        Answer end(byte[] input) throws IOException, InterruptedException {
            boolean heard = feed(input);
            Answer answer = end();
            if (!heard && answer.status() == 0) {
                throw new AssertionError("ssh ended well without reading its input: " + answer);
            }
            return answer;
        }

        /** False when it ended before it had heard all. */
        private boolean feed(byte[] input) {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
                return true;
            } catch (IOException closed) {
                return false;
            }
        }

        Answer end() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("ssh did not end within " + LIMIT_SECONDS + " s: " + printed());
            }
            return new Answer(process.exitValue(), text(out), text(err));
        }

        private static String text(Path file) throws IOException {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n")
                    .strip();
        }
    }

    /** Runs one line, or what is on standard input when {@code line} is null. */
    Answer run(String user, Path key, String line, String input) throws IOException, InterruptedException {
        return start(user, key, List.of(), line).end(input.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with options, and nothing on standard input. */
    Answer with(List<String> options, String user, Path key, String line) throws IOException, InterruptedException {
        return start(user, key, options, line).end(new byte[0]);
    }
}
