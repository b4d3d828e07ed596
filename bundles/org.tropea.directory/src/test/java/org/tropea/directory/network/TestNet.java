package org.tropea.directory.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.cert.KeyCertificates;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.micro.Microdescriptor;
import org.tropea.netdoc.status.BandwidthEstimate;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.status.ConsensusFacts;
import org.tropea.netdoc.status.DigestAlgorithm;
import org.tropea.netdoc.status.DirectorySignature;
import org.tropea.netdoc.status.Flags;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.status.RouterStatus;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.Voter;
import org.tropea.netdoc.value.NetParams;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ValueFault;

/** Three authorities and the documents of their network, made here. */
final class TestNet {
    static final long HOUR = 3600;
    private static final NetworkProtocols NOTHING_DEMANDED = new NetworkProtocols(null, null, null, null);
    private static final List<RsaKeyPair[]> KEYS = keys();

    final List<KeyCertificate> certificates = new ArrayList<>();
    final List<Microdescriptor> microdescriptors = new ArrayList<>();

    private static List<RsaKeyPair[]> keys() {
        List<RsaKeyPair[]> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            keys.add(new RsaKeyPair[] {RsaKeyPair.generate(1024), RsaKeyPair.generate(1024)});
        }
        return keys;
    }

    /** A network of {@code relays} relays whose certificates are from {@code now}. */
    TestNet(int relays, long now) {
        try {
            for (RsaKeyPair[] pair : KEYS) {
                String text = KeyCertificates.make(pair[0], pair[1], null, now - HOUR, now + 1000 * HOUR);
                certificates.add(KeyCertificate.parse(text.getBytes(StandardCharsets.UTF_8)));
            }
            for (int i = 0; i < relays; i++) {
                microdescriptors.add(microdescriptor(i));
            }
        } catch (DocumentFault | ValueFault bug) {
            throw new AssertionError(bug);
        }
    }

    private static Microdescriptor microdescriptor(int relay) throws ValueFault {
        return Microdescriptor.of(
                null,
                Octets.wrap(filled(32, relay + 1)),
                Octets.wrap(filled(32, relay + 101)),
                List.of(),
                List.of(),
                List.of(),
                PortSummary.parse("accept 80,443"),
                null);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    List<Octets> identities() {
        return certificates.stream().map(KeyCertificate::identity).toList();
    }

    /** DirAuthority lines for these authorities. */
    String[] lines() {
        String[] lines = new String[certificates.size()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "auth" + i + " orport=" + (5000 + i) + " v3ident="
                    + certificates.get(i).identity().hex() + " 127.0.0.1:" + (7000 + i) + " "
                    + ("" + (char) ('A' + i)).repeat(40);
        }
        return lines;
    }

    /** A consensus valid after {@code validAfter} for three hours, signed by the first {@code signers} authorities. */
    Consensus consensus(Flavor flavor, long validAfter, int signers) {
        ConsensusFacts facts = facts(flavor, validAfter);
        List<DirectorySignature> signatures = new ArrayList<>();
        for (int i = 0; i < signers; i++) {
            signatures.add(sign(facts, i));
        }
        return Consensus.of(facts, signatures);
    }

    /** The same, with signatures of all authorities on something else. */
    Consensus wronglySigned(Flavor flavor, long validAfter) {
        ConsensusFacts other = facts(flavor, validAfter - 1);
        return Consensus.of(facts(flavor, validAfter), List.of(sign(other, 0), sign(other, 1), sign(other, 2)));
    }

    /** One that names our authorities and signing keys that nobody has: what a lying mirror can make by itself. */
    Consensus forged(Flavor flavor, long validAfter, long interval, int distSeconds) {
        Schedule schedule =
                new Schedule(validAfter, validAfter + interval, validAfter + 3 * interval, 300, distSeconds);
        List<DirectorySignature> signatures = new ArrayList<>();
        for (KeyCertificate one : certificates) {
            signatures.add(new DirectorySignature(
                    flavor == Flavor.NS ? null : "sha256",
                    one.identity(),
                    Octets.wrap(filled(20, 77 + signatures.size())),
                    Octets.wrap(filled(128, 7))));
        }
        return Consensus.of(facts(flavor, schedule, NOTHING_DEMANDED), signatures);
    }

    /** A good one that demands protocols. */
    Consensus demanding(long validAfter, NetworkProtocols protocols) {
        ConsensusFacts facts = facts(Flavor.MICRODESC, hours(validAfter), protocols);
        return Consensus.of(facts, List.of(sign(facts, 0), sign(facts, 1), sign(facts, 2)));
    }

    private static Schedule hours(long validAfter) {
        return new Schedule(validAfter, validAfter + HOUR, validAfter + 3 * HOUR, 300, 300);
    }

    private DirectorySignature sign(ConsensusFacts facts, int authority) {
        String algorithm = facts.flavor() == Flavor.NS ? null : "sha256";
        DigestAlgorithm digest = facts.flavor() == Flavor.NS ? DigestAlgorithm.SHA1 : DigestAlgorithm.SHA256;
        return DirectorySignature.sign(
                algorithm, Consensus.digestOf(facts, digest), certificates.get(authority), KEYS.get(authority)[1]);
    }

    private ConsensusFacts facts(Flavor flavor, long validAfter) {
        return facts(flavor, hours(validAfter), NOTHING_DEMANDED);
    }

    private ConsensusFacts facts(Flavor flavor, Schedule schedule, NetworkProtocols protocols) {
        List<Voter> voters = new ArrayList<>();
        for (KeyCertificate one : certificates) {
            voters.add(new Voter(
                    "auth" + voters.size(),
                    one.identity(),
                    "127.0.0.1",
                    InetAddress.getLoopbackAddress(),
                    7000,
                    5000,
                    "me",
                    Octets.wrap(filled(20, 9))));
        }
        voters.sort((a, b) -> a.identity().compareTo(b.identity()));
        return new ConsensusFacts(
                flavor,
                33,
                schedule,
                null,
                null,
                List.of(),
                List.of("Authority", "Exit", "Fast", "Guard", "Running", "Stable", "V2Dir", "Valid"),
                protocols,
                NetParams.of(Map.of("circwindow", 800)),
                null,
                null,
                List.copyOf(voters),
                routers(flavor, schedule.validAfter()),
                NetParams.of(Map.of("Wgg", 10000)));
    }

    private List<RouterStatus> routers(Flavor flavor, long validAfter) {
        List<RouterStatus> routers = new ArrayList<>();
        for (int i = 0; i < microdescriptors.size(); i++) {
            routers.add(new RouterStatus(
                    "relay" + i,
                    Octets.wrap(filled(20, i + 1)),
                    flavor == Flavor.NS ? Octets.wrap(filled(20, i + 51)) : null,
                    validAfter,
                    InetAddress.getLoopbackAddress(),
                    9000 + i,
                    0,
                    List.<InetSocketAddress>of(),
                    flavor == Flavor.NS ? null : microdescriptors.get(i).digest(),
                    Flags.of(List.of("Exit", "Fast", "Guard", "Running", "Stable", "V2Dir", "Valid")),
                    null,
                    null,
                    BandwidthEstimate.ofConsensus(100, false),
                    null));
        }
        return routers;
    }
}
