package org.tropea.netdoc.descriptor;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.crypto.cert.OnionKeyCerts;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Grammar;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.ItemReader;
import org.tropea.netdoc.frame.Rule;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Nicknames;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ProtocolVersions;

/** Reads and verifies one server descriptor, by the rules that C tor 0.4.9's authorities apply. Belongs to one thread. */
final class DescriptorParser {
    static final String DOCUMENT = "server descriptor";
    static final String START = "router";

    private static final int KEY_LEN = 32;
    private static final long NO_TIME = 0;

    private static final Grammar GRAMMAR = new Grammar(
            DOCUMENT,
            RelaySignatures.RULES,
            Rule.atMostOnce("@downloaded-at"),
            Rule.atMostOnce("@uploaded-at"),
            Rule.atMostOnce("@source"),
            Rule.atMostOnce("@purpose"),
            Rule.atMostOnce("@last-listed"),
            Rule.once(START).arguments(5).first(),
            Rule.once("master-key-ed25519").arguments(1),
            Rule.any("or-address").arguments(1),
            Rule.atMostOnce("platform"),
            Rule.once("proto"),
            Rule.once("published").arguments(2),
            Rule.atMostOnce("fingerprint"),
            Rule.atMostOnce("uptime").arguments(1),
            Rule.once("bandwidth").arguments(3),
            Rule.atMostOnce("extra-info-digest").arguments(1),
            Rule.atMostOnce("caches-extra-info").arguments(0, 0),
            Rule.atMostOnce("onion-key").arguments(0, 0).rsaKey(),
            Rule.once("signing-key").arguments(0, 0).rsaKey(),
            Rule.atMostOnce("onion-key-crosscert").arguments(0, 0).object("CROSSCERT"),
            Rule.once("ntor-onion-key-crosscert").arguments(1, 1).object(Ed25519Cert.LABEL),
            Rule.atMostOnce("family"),
            Rule.any("family-cert").object(DescriptorFacts.FAMILY_CERT),
            Rule.atMostOnce("hibernating").arguments(1),
            Rule.atMostOnce("hidden-service-dir").arguments(0, 0),
            Rule.atMostOnce("contact"),
            Rule.once("ntor-onion-key").arguments(1),
            Rule.any("accept").arguments(1, 1),
            Rule.any("reject").arguments(1, 1),
            Rule.any("accept6"),
            Rule.any("reject6"),
            Rule.atMostOnce("ipv6-policy"),
            Rule.atMostOnce("tunnelled-dir-server").arguments(0, 0),
            Rule.atMostOnce("allow-single-hop-exits").arguments(0, 0),
            Rule.atMostOnce("read-history"),
            Rule.atMostOnce("write-history"),
            Rule.atMostOnce("overload-general"));

    private final Source source;

    DescriptorParser(Source source) {
        this.source = source;
    }

    ServerDescriptor parse() throws DocumentFault {
        Section section = GRAMMAR.readAll(new ItemReader(source));
        RelaySignatures signatures =
                new RelaySignatures(source, section, section.get(START).start());
        Ed25519Cert certificate = signatures.certificate();
        RelayKeys keys = keys(section, certificate);
        DescriptorFacts facts = facts(section, keys);
        signatures.checkEd25519(certificate);
        signatures.checkRsa(keys.identityKey());
        return new ServerDescriptor(facts, signatures.digest(), signatures.text());
    }

    private static RelayKeys keys(Section section, Ed25519Cert certificate) throws DocumentFault {
        Item tap = section.find("onion-key");
        Item tapCert = section.find("onion-key-crosscert");
        if (tap == null != (tapCert == null)) {
            throw (tap == null ? tapCert : tap).fault("needs both onion-key and onion-key-crosscert");
        }
        RelayKeys keys = new RelayKeys(
                section.get("signing-key").rsaKey(RsaKeyPair.IDENTITY_BITS, RsaKeyPair.IDENTITY_BITS),
                certificate,
                tap == null ? null : tap.rsaKey(RsaKeyPair.IDENTITY_BITS, RsaKeyPair.IDENTITY_BITS),
                tap == null ? null : Octets.of(tapCert.object().bytes()),
                section.get("ntor-onion-key").base64(0, KEY_LEN),
                (int) section.get("ntor-onion-key-crosscert").number(0, 0, 1),
                ntorCertificate(section.get("ntor-onion-key-crosscert")));
        checkIdentities(section, keys);
        checkOnionKeys(section, keys);
        return keys;
    }

    private static Ed25519Cert ntorCertificate(Item item) throws DocumentFault {
        try {
            return Ed25519Cert.parse(item.object(Ed25519Cert.LABEL));
        } catch (CryptoFault e) {
            throw item.fault(e);
        }
    }

    private static void checkIdentities(Section section, RelayKeys keys) throws DocumentFault {
        Item master = section.get("master-key-ed25519");
        if (!master.base64(0, KEY_LEN).equals(keys.ed25519Identity())) {
            throw master.fault("is not the key that signed the certificate");
        }
        Item fingerprint = section.find("fingerprint");
        if (fingerprint != null
                && !String.join("", fingerprint.arguments())
                        .equalsIgnoreCase(keys.rsaIdentity().hex())) {
            throw fingerprint.fault("is not that of signing-key, " + keys.rsaIdentity());
        }
    }

    private static void checkOnionKeys(Section section, RelayKeys keys) throws DocumentFault {
        Item item = section.get("ntor-onion-key-crosscert");
        byte[] ed25519Id = keys.ed25519Identity().bytes();
        try {
            OnionKeyCerts.checkNtor(
                    keys.ntorCrossCertificate(), keys.ntorKey().bytes(), keys.ntorSignBit(), ed25519Id, NO_TIME);
            if (keys.tapKey() != null) {
                item = section.get("onion-key-crosscert");
                OnionKeyCerts.checkTap(
                        keys.tapCrossCertificate().bytes(),
                        keys.tapKey(),
                        keys.rsaIdentity().bytes(),
                        ed25519Id);
            }
        } catch (CryptoFault e) {
            throw item.fault(e);
        }
    }

    private static DescriptorFacts facts(Section section, RelayKeys keys) throws DocumentFault {
        Item router = section.get(START);
        Item bandwidth = section.get("bandwidth");
        Item ipv6Policy = section.find("ipv6-policy");
        return new DescriptorFacts(
                router.value(router.argument(0), Nicknames::parse),
                router.value(router.argument(1), Addresses::ipv4),
                (int) router.number(2, 1, 0xFFFF),
                router.port(4),
                addresses(section.all("or-address")),
                keys,
                section.rest("platform"),
                section.get("proto").value(section.rest("proto"), ProtocolVersions::parse),
                section.get("published").time(0),
                section.has("uptime") ? section.get("uptime").number(0, 0, Long.MAX_VALUE) : -1,
                new AdvertisedBandwidth(
                        bandwidth.number(0, 1, Integer.MAX_VALUE),
                        bandwidth.number(1, 0, Integer.MAX_VALUE),
                        bandwidth.number(2, 0, Integer.MAX_VALUE)),
                extraInfo(section.find("extra-info-digest")),
                section.has("caches-extra-info"),
                section.has("hibernating") && section.get("hibernating").number(0, 0, Long.MAX_VALUE) != 0,
                section.has("hidden-service-dir"),
                section.has("tunnelled-dir-server"),
                family(section.find("family")),
                familyCertificates(section.all("family-cert"), keys),
                section.rest("contact"),
                policy(section),
                ipv6Policy == null ? null : ipv6Policy.value(ipv6Policy.rest(), PortSummary::parse),
                section.rest("overload-general"));
    }

    private static List<InetSocketAddress> addresses(List<Item> items) throws DocumentFault {
        List<InetSocketAddress> addresses = new ArrayList<>(items.size());
        for (Item item : items) {
            addresses.add(item.value(item.argument(0), Addresses::endpoint));
        }
        return List.copyOf(addresses);
    }

    private static ExtraInfoDigest extraInfo(Item item) throws DocumentFault {
        if (item == null) {
            return null;
        }
        boolean both = item.arguments().size() > 1;
        return new ExtraInfoDigest(item.hex(0, Digests.SHA1_LEN), both ? item.base64(1, Digests.SHA256_LEN) : null);
    }

    private static List<String> family(Item item) throws DocumentFault {
        List<String> words = new ArrayList<>();
        for (String word : item == null ? List.<String>of() : item.arguments()) {
            words.add(item.value(word, Nicknames::parseMember));
        }
        return List.copyOf(words);
    }

    private static List<Ed25519Cert> familyCertificates(List<Item> items, RelayKeys keys) throws DocumentFault {
        List<Ed25519Cert> certificates = new ArrayList<>(items.size());
        for (Item item : items) {
            Ed25519Cert certificate = RelaySignatures.certificate(item, DescriptorFacts.FAMILY_CERT, CertType.FAMILY);
            if (!Octets.wrap(certificate.key()).equals(keys.ed25519Identity())) {
                throw item.fault("is for another Ed25519 identity");
            }
            certificates.add(certificate);
        }
        return List.copyOf(certificates);
    }

    private static List<PolicyLine> policy(Section section) throws DocumentFault {
        List<PolicyLine> lines = new ArrayList<>();
        for (Item item : section.items()) {
            switch (item.keyword()) {
                case "accept" -> lines.add(item.value(item.argument(0), p -> PolicyLine.of(true, p)));
                case "reject" -> lines.add(item.value(item.argument(0), p -> PolicyLine.of(false, p)));
                case "accept6", "reject6" -> throw item.fault("is refused; IPv6 ports belong in ipv6-policy");
                default -> {
                    // no line of the policy
                }
            }
        }
        if (lines.isEmpty()) {
            throw section.get(START).fault("begins a descriptor without accept or reject");
        }
        return List.copyOf(lines);
    }
}
