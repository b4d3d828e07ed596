package org.tropea.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.KeysFactory;
import org.tropea.net.option.Options;
import org.tropea.netdoc.cert.KeyCertificates;

/**
 * The keys of one directory authority, made here: its v3 identity, which stays in memory only, a signing key, the
 * certificate of it, and the router's identity. Immutable.
 *
 * @param nickname its nickname
 * @param orPort its OR port
 * @param dirPort its directory port
 * @param line the DirAuthority line that everybody is to have
 */
record Authority(String nickname, int orPort, int dirPort, String line) {
    /** Shorter than tor-gencert's 3072: it takes a second less, and signs for minutes. */
    private static final int IDENTITY_BITS = 2048;

    private static final int SIGNING_BITS = 2048;
    private static final Duration LIFE = Duration.ofDays(90);

    /** Makes the keys of {@code nickname} below {@code data}; slow, and writes files. */
    static Authority make(String nickname, Path data, KeysFactory keys, Ports ports, Instant now)
            throws IOException, KeyFault, DemoFault {
        int orPort = ports.free();
        int dirPort = ports.free();
        CompletableFuture<RsaKeyPair> identity =
                CompletableFuture.supplyAsync(() -> RsaKeyPair.generate(IDENTITY_BITS));
        CompletableFuture<RsaKeyPair> signing = CompletableFuture.supplyAsync(() -> RsaKeyPair.generate(SIGNING_BITS));
        String router =
                HexFormat.of().withUpperCase().formatHex(keys.open(named(data)).rsaId());
        String certificate = KeyCertificates.make(
                identity.join(),
                signing.join(),
                new InetSocketAddress("127.0.0.1", dirPort),
                now.getEpochSecond(),
                now.plus(LIFE).getEpochSecond());
        Path folder = data.resolve("keys");
        Files.writeString(folder.resolve("authority_certificate"), certificate);
        Path secret = Files.createFile(
                folder.resolve("authority_signing_key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, signing.join().pem());
        String v3 = identity.join().publicKey().fingerprint().replace(" ", "");
        String line = nickname + " orport=" + orPort + " no-v2 v3ident=" + v3 + " 127.0.0.1:" + dirPort + " " + router;
        return new Authority(nickname, orPort, dirPort, line);
    }

    /** Options that say no more than where keys are. */
    static Options named(Path data) {
        return Options.of(Map.of("DataDirectory", data.toString(), "TestingTorNetwork", "1", "ORPort", "1"));
    }
}
