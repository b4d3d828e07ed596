package org.tropea.itests.badinput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.tropea.cell.Create2;
import org.tropea.cell.Extend2;
import org.tropea.cell.LinkSpecifier;
import org.tropea.itests.ctor.ControlClient;
import org.tropea.itests.ctor.CtorNetwork;

/**
 * What a client knows of a relay on 127.0.0.1: RSA identity (20 bytes), Ed25519 identity (32), ntor onion key (32), ORPort.
 */
public record RelayInfo(byte[] rsaId, byte[] ed25519Id, byte[] onionKey, int port) {

    /** From the client's consensus and microdescriptor. */
    public static RelayInfo of(CtorNetwork network, String nickname) {
        try (ControlClient control = network.client().control()) {
            byte[] rsa = base64(word(control.getInfo("ns/name/" + nickname), "r ", 2));
            String microdescriptor = control.getInfo("md/name/" + nickname);
            byte[] onion = base64(word(microdescriptor, "ntor-onion-key ", 1));
            byte[] ed25519 = base64(word(microdescriptor, "id ed25519 ", 2));
            return new RelayInfo(rsa, ed25519, onion, network.node(nickname).orPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(String document, String start, int index) {
        return document.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.split(" ")[index])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no line '" + start + "' in " + document));
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace("=", ""));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** The link specifiers of a correct EXTEND2: IPv4 address, RSA identity, Ed25519 identity. */
    public List<LinkSpecifier> specifiers() {
        return List.of(
                LinkSpecifier.of(address()),
                new LinkSpecifier(LinkSpecifier.RSA_ID, rsaId),
                new LinkSpecifier(LinkSpecifier.ED25519_ID, ed25519Id));
    }

    /** The body of an EXTEND2 with these specifiers and an ntor onion skin of {@code skin} bytes. */
    public static byte[] extend2(List<LinkSpecifier> specifiers, byte[] skin) {
        byte[] body = new byte[400];
        int length = new Extend2(specifiers, new Create2(Create2.NTOR, skin)).write(body, 0);
        return Arrays.copyOf(body, length);
    }
}
