package org.tropea.authority.keys;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.cert.KeyCertificates;

/**
 * Makes an authority's identity key, signing key and key certificate, with {@code tor-gencert}'s options and files: each
 * reads what the other wrote. A program of its own; it takes seconds.
 */
public final class GenCert {
    private static final int IDENTITY_BITS = 3072;
    private static final int SIGNING_BITS = 2048;
    private static final int LEAST_PASSPHRASE = 4;

    private final GenCertOptions options;
    private final PrintStream say;
    private char[] passphrase;

    private GenCert(GenCertOptions options, PrintStream say) {
        this.options = options;
        this.say = say;
    }

    /** Runs it and ends the program. */
    public static void main(String... args) {
        System.exit(run(List.of(args), System.err, Instant.now().getEpochSecond()));
    }

    /** Does what the words ask for at {@code now}, seconds since 1970; 0 when all went well. */
    public static int run(List<String> words, PrintStream say, long now) {
        try {
            GenCertOptions options = GenCertOptions.parse(words);
            if (options.help) {
                say.print(GenCertOptions.USAGE);
                return 0;
            }
            new GenCert(options, say).make(now);
            return 0;
        } catch (IllegalArgumentException e) {
            say.println(e.getMessage());
            say.print(GenCertOptions.USAGE);
        } catch (CryptoFault | IOException e) {
            say.println(e.getMessage());
        }
        return 1;
    }

    private void make(long now) throws IOException, CryptoFault {
        RsaKeyPair identity = options.createIdentityKey ? createIdentity() : readIdentity();
        RsaKeyPair signing = signingKey();
        long expires = Instant.ofEpochSecond(now)
                .atOffset(ZoneOffset.UTC)
                .plusMonths(options.months)
                .toEpochSecond();
        String text = KeyCertificates.make(identity, signing, options.address, now, expires);
        write(options.certificate, text, "rw-r--r--");
        say.println("Certificate of authority " + identity.publicKey().fingerprint() + " in " + options.certificate);
    }

    private RsaKeyPair createIdentity() throws IOException {
        if (Files.exists(options.identityKey)) {
            throw new IOException(
                    "--create-identity-key was specified, but " + options.identityKey + " already exists.");
        }
        char[] secret = passphrase();
        if (options.passphraseFd < 0 && secret.length < LEAST_PASSPHRASE) {
            throw new IOException("Passphrase needs to be at least " + LEAST_PASSPHRASE + " characters.");
        }
        RsaKeyPair identity = RsaKeyPair.generate(IDENTITY_BITS);
        write(options.identityKey, EncryptedKey.write(identity, secret), "r--------");
        return identity;
    }

    private RsaKeyPair readIdentity() throws IOException, CryptoFault {
        if (!Files.isRegularFile(options.identityKey)) {
            throw new IOException("No identity key found in " + options.identityKey
                    + ". Say where it is with -i, or make one with --create-identity-key.");
        }
        String pem = Files.readString(options.identityKey);
        return EncryptedKey.read(pem, EncryptedKey.isEncrypted(pem) ? passphrase() : new char[0]);
    }

    private RsaKeyPair signingKey() throws IOException, CryptoFault {
        if (options.reuse) {
            return EncryptedKey.read(Files.readString(options.signingKey), new char[0]);
        }
        RsaKeyPair signing = RsaKeyPair.generate(SIGNING_BITS);
        write(options.signingKey, signing.pem(), "rw-------");
        return signing;
    }

    /** From the descriptor that was named, its first line, or from the terminal. */
    private char[] passphrase() throws IOException {
        if (passphrase == null) {
            passphrase = options.passphraseFd >= 0 ? fromDescriptor() : fromTerminal();
        }
        return passphrase;
    }

    private char[] fromDescriptor() throws IOException {
        Path descriptor = Path.of("/dev/fd", Integer.toString(options.passphraseFd));
        String text = new String(Files.newInputStream(descriptor).readNBytes(1024), StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).toCharArray();
    }

    private static char[] fromTerminal() throws IOException {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Enter PEM pass phrase:");
        if (typed == null) {
            throw new IOException("No terminal to ask for the passphrase; name a descriptor with --passphrase-fd.");
        }
        return typed;
    }

    /** The old file or the new, never half of one. */
    private static void write(Path file, String text, String permissions) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, text);
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString(permissions));
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
