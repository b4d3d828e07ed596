package org.tropea.directory;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tropea.crypto.Armor;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.OnionKeyCerts;
import org.tropea.net.option.Addresses;

/**
 * Writes a server descriptor (dir-spec 2.1.1), items in the order in which C tor writes them. The protocol versions are
 * those that this relay really speaks; authorities list a relay that speaks fewer than they recommend.
 */
final class ServerDescriptor {
    static final String PLATFORM = "Tropea 0.1.0 on Java";

    private static final String ED25519_PREFIX = "Tor router descriptor signature v1";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    /** Cross-certificates outlive the descriptor, which is replaced after 18 hours. */
    private static final long CROSS_CERT_LIFETIME = 7 * 86_400L;

    private final DescriptorFacts facts;
    private final KeySnapshot keys;
    private final ExtraInfoDocument extraInfo;
    private final StringBuilder text = new StringBuilder();

    private ServerDescriptor(DescriptorFacts facts, ExtraInfoDocument extraInfo) {
        this.facts = facts;
        this.extraInfo = extraInfo;
        this.keys = facts.keys();
    }

    /** The signed descriptor of {@code facts}, which names the extra-info document that goes with it. */
    static String of(DescriptorFacts facts, ExtraInfoDocument extraInfo) {
        ServerDescriptor descriptor = new ServerDescriptor(facts, extraInfo);
        descriptor.identity();
        descriptor.abilities();
        descriptor.onionKeys();
        descriptor.policies();
        descriptor.signatures();
        return descriptor.text.toString();
    }

    private void identity() {
        InetSocketAddress main = facts.addresses().get(0);
        line("router", facts.nickname(), main.getAddress().getHostAddress(), main.getPort(), 0, facts.dirPort());
        text.append("identity-ed25519\n").append(Armor.encode(Ed25519Cert.LABEL, keys.signingCertificate()));
        line("master-key-ed25519", Encodings.base64(keys.ed25519Id()));
        for (InetSocketAddress other :
                facts.addresses().subList(1, facts.addresses().size())) {
            line("or-address", Addresses.text(other.getAddress()) + ":" + other.getPort());
        }
        line("platform", PLATFORM);
        line("proto", facts.servesDirectory() ? SpokenProtocols.CACHE_TEXT : SpokenProtocols.TEXT);
        line("published", TIME.format(Instant.ofEpochSecond(facts.publishedSeconds())));
        line("fingerprint", inFours(Encodings.hex(keys.rsaId())));
    }

    private static String inFours(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1 ");
    }

    private void abilities() {
        line("uptime", facts.uptimeSeconds());
        line("bandwidth", facts.rate(), facts.burst(), facts.observed());
        line("extra-info-digest", extraInfo.digests());
        if (facts.servesExtraInfo()) {
            line("caches-extra-info");
        }
    }

    private void onionKeys() {
        text.append("onion-key\n").append(keys.tapOnionKey().publicKey().pem());
        text.append("signing-key\n").append(keys.identity().publicKey().pem());
        byte[] tap = OnionKeyCerts.signTap(keys.tapOnionKey(), keys.rsaId(), keys.ed25519Id());
        text.append("onion-key-crosscert\n").append(Armor.encode("CROSSCERT", tap));
        Ed25519Cert ntor = OnionKeyCerts.signNtor(
                keys.onionKey(), keys.ed25519Id(), facts.publishedSeconds() + CROSS_CERT_LIFETIME);
        line("ntor-onion-key-crosscert", OnionKeyCerts.ntorSignBit(keys.onionKey()));
        text.append(ntor.armor());
        if (!facts.family().isEmpty()) {
            line("family", String.join(" ", facts.family()));
        }
        if (!facts.contact().isEmpty()) {
            line("contact", facts.contact().replaceAll("[\\r\\n]", " "));
        }
        line("ntor-onion-key", Encodings.base64(keys.onionKey().publicKey()));
    }

    private void policies() {
        facts.policy().descriptorLines().forEach(this::line);
        facts.policy().ipv6Policy().ifPresent(summary -> line("ipv6-policy", summary));
        if (facts.servesDirectory()) {
            line("tunnelled-dir-server");
        }
    }

    private void signatures() {
        text.append("router-sig-ed25519 ");
        byte[] digest = Digests.sha256((ED25519_PREFIX + text).getBytes(StandardCharsets.UTF_8));
        text.append(Encodings.base64(keys.signing().sign(digest))).append('\n');
        text.append("router-signature\n");
        byte[] sha1 = Digests.sha1(text.toString().getBytes(StandardCharsets.UTF_8));
        text.append(Armor.encode("SIGNATURE", keys.identity().sign(sha1)));
    }

    private void line(Object... words) {
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : " ").append(words[i]);
        }
        text.append('\n');
    }
}
