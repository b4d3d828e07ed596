package org.tropea.itests.ctor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory authority's voting keys (dir-spec 3.1), made by C tor's own programs before the node starts. */
final class AuthorityKeys {

    private static final Pattern FINGERPRINT = Pattern.compile("(?m)^fingerprint ([0-9A-Fa-f]{40})$");

    private final TorPrograms programs;
    private final Path directory;
    private final Path keys;
    private final String address;

    AuthorityKeys(TorPrograms programs, Path directory, String address) {
        this.programs = programs;
        this.address = address;
        this.directory = directory;
        this.keys = directory.resolve("keys");
    }

    /** Makes the keys and answers the DirAuthority line that the whole network uses. */
    String make(String nickname, int orPort, int dirPort) throws IOException {
        Files.createDirectories(
                keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String v3ident = votingIdentity(dirPort);
        return "DirAuthority " + nickname + " orport=" + orPort + " no-v2 v3ident=" + v3ident + " " + address + ":"
                + dirPort + " " + relayIdentity(nickname);
    }

    private String votingIdentity(int dirPort) throws IOException {
        Path certificate = keys.resolve("authority_certificate");
        run(
                "x\n",
                List.of(
                        programs.gencert().toString(),
                        "--create-identity-key",
                        "--passphrase-fd",
                        "0",
                        "-m",
                        "12",
                        "-a",
                        address + ":" + dirPort,
                        "-i",
                        keys.resolve("authority_identity_key").toString(),
                        "-s",
                        keys.resolve("authority_signing_key").toString(),
                        "-c",
                        certificate.toString()));
        Matcher found = FINGERPRINT.matcher(Files.readString(certificate));
        if (!found.find()) {
            throw new IOException(certificate + " has no fingerprint line");
        }
        return found.group(1);
    }

    /** tor prints "Nickname AAAA BBBB …"; the dummy authority keeps it from believing in the public network. */
    private String relayIdentity(String nickname) throws IOException {
        String answer = run(
                "",
                List.of(
                        programs.tor().toString(),
                        "--ignore-missing-torrc",
                        "-f",
                        "/dev/null",
                        "--list-fingerprint",
                        "--quiet",
                        "--orport",
                        "1",
                        "--dirauthority",
                        "none 127.0.0.1:1 " + "F".repeat(40),
                        "--datadirectory",
                        directory.toString(),
                        "--nickname",
                        nickname));
        return answer.strip().substring(nickname.length()).replaceAll("\\s", "");
    }

    private String run(String input, List<String> command) throws IOException {
        Path errors = directory.resolve("keys.log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + output + Files.readString(errors));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command.get(0), e);
        }
        return output;
    }
}
