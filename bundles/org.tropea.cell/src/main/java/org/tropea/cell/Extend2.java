package org.tropea.cell;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * An EXTEND2 message (tor-spec 5.1.2): number of link specifiers 1 byte, the specifiers, and the body of the CREATE2
 * cell to send on. Parsing demands one RSA identity, at most one Ed25519 identity and at least one address; whether
 * they are acceptable is for the relay to say. Immutable by agreement.
 */
public record Extend2(List<LinkSpecifier> specifiers, Create2 create) {
    /** Reads the message of {@code length} bytes at {@code array[offset]}. */
    public static Extend2 parse(byte[] array, int offset, int length) throws MalformedCell {
        WireReader in = new WireReader(array, offset, length, "EXTEND2");
        int count = in.uint8("number of link specifiers");
        List<LinkSpecifier> specifiers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            specifiers.add(LinkSpecifier.parse(in));
        }
        Extend2 extend = new Extend2(List.copyOf(specifiers), Create2.parse(in));
        extend.check();
        return extend;
    }

    private void check() throws MalformedCell {
        if (count(LinkSpecifier.RSA_ID) != 1) {
            throw new MalformedCell("EXTEND2: " + count(LinkSpecifier.RSA_ID) + " RSA identities, there must be 1");
        }
        if (count(LinkSpecifier.ED25519_ID) > 1) {
            throw new MalformedCell("EXTEND2: more than one Ed25519 identity");
        }
        if (ipv4() == null && ipv6() == null) {
            throw new MalformedCell("EXTEND2: no IPv4 and no IPv6 address");
        }
    }

    /** SHA-1 of the wanted relay's RSA identity key, 20 bytes. */
    public byte[] rsaIdentity() {
        return first(LinkSpecifier.RSA_ID).body();
    }

    /** The wanted relay's Ed25519 identity, 32 bytes; null when the client did not name it. */
    public byte[] ed25519Identity() {
        LinkSpecifier specifier = first(LinkSpecifier.ED25519_ID);
        return specifier == null ? null : specifier.body();
    }

    /** The first IPv4 address; null when there is none. */
    public InetSocketAddress ipv4() {
        LinkSpecifier specifier = first(LinkSpecifier.IPV4);
        return specifier == null ? null : specifier.address();
    }

    /** The first IPv6 address; null when there is none. */
    public InetSocketAddress ipv6() {
        LinkSpecifier specifier = first(LinkSpecifier.IPV6);
        return specifier == null ? null : specifier.address();
    }

    /** Writes it at {@code array[offset]} and returns how many bytes that took. */
    public int write(byte[] array, int offset) {
        int at = offset;
        array[at++] = (byte) specifiers.size();
        for (LinkSpecifier specifier : specifiers) {
            at += specifier.write(array, at);
        }
        return at + create.write(array, at) - offset;
    }

    private int count(int type) {
        int count = 0;
        for (LinkSpecifier specifier : specifiers) {
            count += specifier.type() == type ? 1 : 0;
        }
        return count;
    }

    private LinkSpecifier first(int type) {
        for (LinkSpecifier specifier : specifiers) {
            if (specifier.type() == type) {
                return specifier;
            }
        }
        return null;
    }
}
