package org.tropea.itests.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One process of a test's own, with an empty home and an empty working directory; what it prints goes to files. Closing
 * kills it if it still runs.
 */
final class Run implements AutoCloseable {
    private static final int LIMIT_SECONDS = 90;

    private final Process process;
    private final Path folder;

    private Run(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts {@code command} with files and directories of its own below {@code parent}. */
    static Run start(Path parent, String... command) throws IOException {
        Path folder = Files.createTempDirectory(parent, "run");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectory(folder.resolve("cwd")).toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment()
                .put("HOME", Files.createDirectory(folder.resolve("home")).toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return new Run(process, folder);
    }

    /** What a command that ended has left. */
    record Result(int code, List<String> out, List<String> err) {}

    /** Runs {@code command} to its end. */
    static Result toEnd(Path parent, String... command) throws IOException, InterruptedException {
        try (Run run = start(parent, command)) {
            return run.end();
        }
    }

    /** Waits for its end. */
    Result end() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("did not end within " + LIMIT_SECONDS + " s: "
                    + process.info().commandLine().orElse("?"));
        }
        return new Result(
                process.exitValue(),
                Files.readAllLines(folder.resolve("out")),
                Files.readAllLines(folder.resolve("err")));
    }

    /** What it has printed so far. */
    String printed() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    long pid() {
        return process.pid();
    }

    /** What it left in its home and its working directory. */
    List<Path> debris() throws IOException {
        try (Stream<Path> home = Files.list(folder.resolve("home"));
                Stream<Path> cwd = Files.list(folder.resolve("cwd"))) {
            return Stream.concat(home, cwd).toList();
        }
    }

    /**
     * Files that it holds open for writing, but for what it was given: its standard output and error; and for those that
     * have no name any more, such as the memory in which libffi keeps code.
     */
    List<Path> written() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return descriptors
                    .filter(each -> Integer.parseInt(each.getFileName().toString()) > 2)
                    .filter(this::isWritable)
                    .map(Run::target)
                    .filter(file -> file.startsWith("/") && !file.startsWith("/dev"))
                    .filter(file -> !file.toString().endsWith(" (deleted)"))
                    .toList();
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closed) {
            return Path.of("closed");
        }
    }

    /** Open flags in octal (proc(5), fdinfo); the last two bits tell reading from writing. */
    private boolean isWritable(Path descriptor) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/fdinfo/" + descriptor.getFileName())).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .anyMatch(line -> (Long.parseLong(line.substring(6).strip(), 8) & 3) != 0);
        } catch (IOException closed) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
