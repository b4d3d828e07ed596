package org.tropea.net.directory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tropea.net.policy.PortPolicy;

/**
 * One relay as a consensus and its microdescriptor show it. Immutable by agreement: nobody writes into the arrays; any
 * thread. A relay whose microdescriptor is not here yet has no ntor key; see {@link #isComplete}.
 */
public final class Node {
    private final NodeBuilder facts;
    private final int flags;
    private final String hex;
    private final Set<String> family;

    Node(NodeBuilder facts) {
        this.facts = facts;
        this.flags = facts.flags;
        this.hex = HexFormat.of().withUpperCase().formatHex(facts.rsaId);
        this.family = family(facts.family);
    }

    /** What a relay with this RSA identity, 20 bytes, is made from. */
    public static NodeBuilder of(byte[] rsaId) {
        return new NodeBuilder(rsaId);
    }

    /** Its nickname; anybody may have the same. */
    public String nickname() {
        return facts.nickname;
    }

    /** SHA-1 of its RSA identity key, 20 bytes. */
    public byte[] rsaId() {
        return facts.rsaId;
    }

    /** The same as 40 hexadecimal digits in capitals. */
    public String fingerprint() {
        return hex;
    }

    /** Its Ed25519 identity, 32 bytes; null when not known. */
    public byte[] ed25519Id() {
        return facts.ed25519Id;
    }

    /** Its ntor onion key, 32 bytes; null while its microdescriptor is missing. */
    public byte[] ntorKey() {
        return facts.ntorKey;
    }

    /** Whether its microdescriptor is here, so that circuits can be extended to it. */
    public boolean isComplete() {
        return facts.ntorKey != null;
    }

    /** Its OR addresses, the IPv4 one first. */
    public List<InetSocketAddress> addresses() {
        return facts.addresses;
    }

    /** The first address of the family, or null. */
    public InetSocketAddress address(boolean ipv6) {
        for (InetSocketAddress address : facts.addresses) {
            if (address.getAddress().getAddress().length == 16 == ipv6) {
                return address;
            }
        }
        return null;
    }

    /** Its DirPort on the IPv4 address; 0 for none. */
    public int dirPort() {
        return facts.dirPort;
    }

    /** Whether authorities gave it this flag. */
    public boolean has(NodeFlag flag) {
        return (flags & 1 << flag.ordinal()) != 0;
    }

    /** Running and valid: may be used at all. */
    public boolean isUsable() {
        return has(NodeFlag.RUNNING) && has(NodeFlag.VALID);
    }

    /** Counts as an exit for bandwidth weights: Exit without BadExit. */
    public boolean isExit() {
        return has(NodeFlag.EXIT) && !has(NodeFlag.BADEXIT);
    }

    /** The consensus's bandwidth in kilobytes a second; 0 when it says nothing. */
    public long bandwidth() {
        return facts.bandwidth;
    }

    /** To which IPv4 ports it lets streams go. */
    public PortPolicy exits() {
        return facts.exits;
    }

    /** To which IPv6 ports it lets streams go. */
    public PortPolicy exits6() {
        return facts.exits6;
    }

    /** Whether a stream may leave here for {@code port}; {@code address} is null for a host name: IPv4 counts then. */
    public boolean exitsTo(InetAddress address, int port) {
        boolean ipv6 = address != null && address.getAddress().length == 16;
        return (ipv6 ? facts.exits6 : facts.exits).allows(port);
    }

    /** The subprotocols it speaks. */
    public Protocols protocols() {
        return facts.protocols;
    }

    /** The family keys it has certificates of, as {@code family-ids} lists them. */
    public Set<String> familyIds() {
        return facts.familyIds;
    }

    /** Its declared family: fingerprints in capitals and nicknames in small letters. */
    public Set<String> family() {
        return family;
    }

    /** Whether each declares the other as family, or both hold a certificate of the same family key (path-spec 2.2). */
    public boolean isFamilyOf(Node other) {
        if (declares(other) && other.declares(this)) {
            return true;
        }
        for (String id : facts.familyIds) {
            if (other.facts.familyIds.contains(id)) {
                return true;
            }
        }
        return false;
    }

    private boolean declares(Node other) {
        return !family.isEmpty()
                && (family.contains(other.hex)
                        || family.contains(other.nickname().toLowerCase(Locale.ROOT)));
    }

    /** Whether both are in one IPv4 /16 or one IPv6 /32 (path-spec 2.2). */
    public boolean isNear(Node other) {
        return samePrefix(address(false), other.address(false), 2) || samePrefix(address(true), other.address(true), 4);
    }

    private static boolean samePrefix(InetSocketAddress a, InetSocketAddress b, int bytes) {
        return a != null
                && b != null
                && Arrays.equals(
                        a.getAddress().getAddress(), 0, bytes, b.getAddress().getAddress(), 0, bytes);
    }

    /** Fingerprints, however decorated, become capitals; other words nicknames in small letters. */
    private static Set<String> family(List<String> words) {
        Set<String> members = new HashSet<>();
        for (String word : words) {
            String plain = word.startsWith("$") ? word.substring(1) : word;
            boolean fingerprint = plain.matches("[0-9A-Fa-f]{40}([=~].*)?");
            members.add(fingerprint ? plain.substring(0, 40).toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT));
        }
        return Set.copyOf(members);
    }

    /** The same relay, whatever else is known of it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Node node && Arrays.equals(facts.rsaId, node.facts.rsaId);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(facts.rsaId);
    }

    @Override
    public String toString() {
        return "$" + hex + "~" + facts.nickname;
    }
}
