package org.tropea.netdoc.descriptor;

import static org.tropea.netdoc.Ctor.assertRefused;
import static org.tropea.netdoc.Ctor.lineOf;
import static org.tropea.netdoc.Ctor.with;
import static org.tropea.netdoc.descriptor.TestRelay.parse;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tropea.crypto.Encodings;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.crypto.cert.CertType;
import org.tropea.crypto.cert.Ed25519Cert;
import org.tropea.netdoc.value.ValueFault;

class DescriptorRefusalTest {
    private static TestRelay relay;
    private static String good;

    @BeforeAll
    static void make() throws ValueFault {
        relay = new TestRelay();
        good = relay.descriptor();
    }

    /** A descriptor whose signatures are good although this was changed. */
    private static void assertChangeRefused(String old, String replacement, String reason) throws ValueFault {
        String text = relay.changed(old, replacement);
        assertRefused(reason, () -> parse(text));
    }

    @Test
    void everyTruncationAtALineIsRefused() {
        for (int end = good.indexOf('\n') + 1; end < good.length(); end = good.indexOf('\n', end) + 1) {
            String cut = good.substring(0, end);
            assertRefused("", () -> parse(cut));
        }
    }

    @Test
    void changesAfterSigning() {
        assertRefused(
                lineOf(good, "router-sig-ed25519"),
                "is not a signature by the certificate's key",
                () -> parse(with(good, "uptime 5", "uptime 6")));
        String ed25519 = good.substring(good.indexOf("router-sig-ed25519 "), good.indexOf("router-signature"));
        String byOther = RelaySignatures.sign(
                new org.tropea.netdoc.frame.DocumentWriter().raw(good.substring(0, good.indexOf(ed25519))),
                relay.signing,
                RsaKeyPair.generate(1024));
        assertRefused(lineOf(good, "router-signature"), "is not a signature by the identity key", () -> parse(byOther));
    }

    @Test
    void aDoubledOne() {
        assertRefused("comes again", () -> parse(good + good));
    }

    @Test
    void positions() throws ValueFault {
        String published = "published " + org.tropea.netdoc.value.Times.text(TestRelay.NOW) + "\n";
        String moved = with(relay.facts().print(), published, "");
        String early =
                moved.substring(0, moved.indexOf('\n') + 1) + published + moved.substring(moved.indexOf('\n') + 1);
        assertRefused("must be the second item", () -> parse(relay.signed(early)));
        assertRefused(
                "must be the first",
                () -> parse(relay.signed("x-new\n" + relay.facts().print())));
        assertRefused(
                "must be the last item but one",
                () -> parse(with(good, "router-signature\n", "x-new\nrouter-signature\n")));
        assertRefused("must be the last", () -> parse(good + "x-new\n"));
    }

    @Test
    void identities() throws ValueFault {
        assertChangeRefused(
                "master-key-ed25519 ",
                "master-key-ed25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ",
                "not the key that signed");
        assertChangeRefused("fingerprint ", "fingerprint 0000 ", "is not that of signing-key");
        assertChangeRefused("signing-key\n" + relay.identity.publicKey().pem(), "", "has no signing-key");
    }

    @Test
    void otherPeoplesOnionKeys() throws ValueFault {
        TestRelay other = new TestRelay();
        assertChangeRefused(
                Encodings.base64(relay.ntor.publicKey()),
                Encodings.base64(other.ntor.publicKey()),
                "ntor-onion-key-crosscert");
        assertChangeRefused(relay.tap.publicKey().pem(), other.tap.publicKey().pem(), "onion-key-crosscert");
        int bit = relay.keys().ntorSignBit();
        assertChangeRefused(
                "ntor-onion-key-crosscert " + bit, "ntor-onion-key-crosscert " + (1 - bit), "ntor-onion-key-crosscert");
        assertChangeRefused("ntor-onion-key-crosscert " + bit, "ntor-onion-key-crosscert 2", "from 0 to 1");
    }

    @Test
    void onionKeysWithoutCrossCertificate() throws ValueFault {
        String text = relay.facts().print();
        int cross = text.indexOf("onion-key-crosscert\n");
        String without = text.substring(0, cross) + text.substring(text.indexOf("ntor-onion-key-crosscert"));
        assertRefused("needs both", () -> parse(relay.signed(without)));
    }

    @Test
    void keysOfOtherSizes() throws ValueFault {
        assertChangeRefused(
                relay.identity.publicKey().pem(),
                RsaKeyPair.generate(2048).publicKey().pem(),
                "accepted are 1024 to 1024");
    }

    @Test
    void certificatesOfOtherKinds() throws ValueFault {
        Ed25519Cert link = Ed25519Cert.sign(
                CertType.SIGNING_LINK,
                CertType.KEY_ED25519,
                relay.signing.publicKey(),
                TestRelay.NOW,
                relay.master,
                true);
        assertChangeRefused(relay.certificate.armor(), link.armor(), "has type 5, expected 4");
        Ed25519Cert bare = Ed25519Cert.sign(
                CertType.IDENTITY_SIGNING,
                CertType.KEY_ED25519,
                relay.signing.publicKey(),
                TestRelay.NOW,
                relay.master,
                false);
        assertChangeRefused(relay.certificate.armor(), bare.armor(), "does not name its signing key");
        byte[] forged = relay.certificate.encoded();
        forged[forged.length - 1] ^= 1;
        assertChangeRefused(
                relay.certificate.armor(),
                org.tropea.crypto.Armor.encode(Ed25519Cert.LABEL, forged),
                "has a bad signature");
    }

    @Test
    void familiesOfOthers() throws ValueFault {
        Ed25519Cert theirs = Ed25519Cert.sign(
                CertType.FAMILY, CertType.KEY_ED25519, relay.family.publicKey(), TestRelay.NOW, relay.family, true);
        String text = relay.facts().print();
        String mine = text.substring(text.indexOf("-----BEGIN FAMILY CERT"), text.indexOf("contact "));
        assertChangeRefused(
                mine,
                org.tropea.crypto.Armor.encode(DescriptorFacts.FAMILY_CERT, theirs.encoded()),
                "another Ed25519 identity");
        assertChangeRefused("family other", "family ot-her", "neither a nickname nor");
    }

    @Test
    void values() throws ValueFault {
        assertChangeRefused("router relay ", "router re_lay ", "not a nickname");
        assertChangeRefused(" 127.0.0.1 9001", " localhost 9001", "not an IPv4 address");
        assertChangeRefused(" 127.0.0.1 9001", " 127.0.0.1 0", "from 1 to 65535");
        assertChangeRefused("bandwidth 1000", "bandwidth 0", "from 1 to");
        assertChangeRefused("bandwidth 1000 2000 900", "bandwidth 1000 2000", "accepted are 3 or more");
        assertChangeRefused("proto Desc=1-2", "proto Desc=2-1", "NAME=VERSIONS");
        assertChangeRefused("\nproto ", "\nx-proto ", "has no proto");
        assertChangeRefused("extra-info-digest 00", "extra-info-digest ", "40 hexadecimal digits");
        assertChangeRefused("or-address [2001:db8::1]:", "or-address 2001:db8::1:", "not an IPv4 address");
        assertChangeRefused("ipv6-policy accept 80", "ipv6-policy accept", "does not begin");
        assertChangeRefused("hibernating 1", "hibernating yes", "accepted are numbers");
        assertChangeRefused("published ", "published x", "accepted is YYYY");
    }

    @Test
    void policies() throws ValueFault {
        assertChangeRefused("accept *:80-443", "accept *:443-80", "is not ADDRESS");
        assertChangeRefused("accept *:80-443", "accept *:0", "is not ADDRESS");
        assertChangeRefused("accept *:80-443", "accept *", "is not ADDRESS");
        assertChangeRefused("accept *:80-443", "accept [::1]:80", "not an IPv4 address");
        assertChangeRefused("accept *:80-443", "accept6 *:80", "belong in ipv6-policy");
        assertChangeRefused("reject 10.0.0.0/8:*", "reject 10.0.0.0/33:*", "is not ADDRESS");
        assertChangeRefused("reject 10.0.0.0/8:*", "reject 10.0.0.0/255.0.255.0:*", "is not ADDRESS");
        assertChangeRefused("reject 10.0.0.0/8:*\naccept *:80-443\n", "", "without accept or reject");
    }

    @Test
    void tooLong() throws ValueFault {
        String text = relay.changed("contact ", "contact " + "x".repeat(ServerDescriptor.MOST_BYTES));
        assertRefused(0, "accepted are 20000", () -> parse(text));
    }
}
