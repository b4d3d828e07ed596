package org.tropea.itests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import org.tropea.itests.ctor.CtorNetwork;

/** What relays say of themselves in their descriptors, as an authority has them at its DirPort. */
final class RelayDescriptors {
    private final String[] descriptors;

    private RelayDescriptors(String all) {
        this.descriptors = all.split("(?m)^(?=router )");
    }

    /** Those that {@code auth0} has now. */
    static RelayDescriptors of(CtorNetwork network) throws IOException {
        return new RelayDescriptors(get(network, "/tor/server/all"));
    }

    /** The document at {@code path} of {@code auth0}. */
    static String get(CtorNetwork network, String path) throws IOException {
        try (var in = URI.create("http://" + dirPort(network) + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String dirPort(CtorNetwork network) throws IOException {
        return Files.readAllLines(network.node("auth0").torrc()).stream()
                .filter(line -> line.startsWith("DirPort "))
                .map(line -> line.split(" ")[1])
                .map(port -> port.contains(":") ? port : "127.0.0.1:" + port)
                .findFirst()
                .orElseThrow();
    }

    /** The relay as a hop in the lines of org.tropea.itests.origin; {@code fast}: without its ntor key. */
    String hop(String nickname, boolean fast) {
        String descriptor = Arrays.stream(descriptors)
                .filter(each -> each.startsWith("router " + nickname + " "))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no descriptor of " + nickname));
        String[] router = descriptor.lines().findFirst().orElseThrow().split(" ");
        String rsa = value(descriptor, "fingerprint ").replace(" ", "");
        return String.join(
                "/",
                rsa,
                hex(value(descriptor, "master-key-ed25519 ")),
                fast ? "-" : hex(value(descriptor, "ntor-onion-key ")),
                router[2] + ":" + router[3]);
    }

    private static String value(String descriptor, String keyword) {
        return descriptor
                .lines()
                .filter(line -> line.startsWith(keyword))
                .map(line -> line.substring(keyword.length()))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("no line " + keyword)));
    }

    private static String hex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
}
