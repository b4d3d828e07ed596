package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.authority.pinning.KeyPins;
import org.tropea.authority.relays.Verdict.Kind;
import org.tropea.crypto.Ed25519;
import org.tropea.crypto.Ed25519KeyPair;

class RefusedUploadTest extends IntakeFixture {
    // ---- rejected -------------------------------------------------------------------------------------------------

    @Test
    void tooLarge() {
        relay.contact = "x".repeat(20_000);
        refused(Kind.REJECTED, "Router descriptor was too large.", post(relay.descriptor()));
    }

    @Test
    void withoutTapKey() {
        relay.withTap = false;
        refused(Kind.REJECTED, "Missing TAP key in descriptor.", post(relay.descriptor()));
    }

    @Test
    void anotherEd25519IdentityThanBefore() {
        post();
        journal.clear();
        relay.master = Ed25519KeyPair.generate();
        relay.published += 50;
        relay.contact = "me";
        Verdict verdict = post();
        assertEquals(400, verdict.answer().status());
        assertTrue(verdict.words().startsWith("Looks like your keypair has changed?"));
        assertNull(book.relay(relay.rsaId()).descriptor().facts().contact());
        assertEquals(List.of(), journal);
    }

    @Test
    void anEd25519IdentityThatIsAnothersAlready() {
        post();
        TestRelay thief = new TestRelay();
        thief.master = relay.master;
        assertTrue(post(thief.upload()).words().startsWith("Looks like your keypair has changed?"));
        assertNull(book.relay(thief.rsaId()));
    }

    @Test
    void withoutPinningANewPairReplacesTheOld() {
        rules("", "AuthDirPinKeys", "0");
        post();
        relay.master = Ed25519KeyPair.generate();
        relay.published += 50;
        relay.contact = "me";
        assertEquals(Verdict.taken("Valid server updated"), post());
        assertEquals(KeyPins.Verdict.FOUND, pins.check(relay.rsaId(), relay.ed25519Id()));
    }

    @Test
    void aPlatformWithoutVersion() {
        relay.platform = "Tor on Linux";
        refused(Kind.REJECTED, "Malformed platform string.", post());
    }

    @Test
    void aVersionThatIsTooOld() {
        relay.platform = "Tor 0.4.7.16 on Linux";
        refused(Kind.REJECTED, "Tor version is insecure or unsupported. Please upgrade!", post());
    }

    @Test
    void otherProgramsHaveVersionsOfTheirOwn() {
        relay.platform = "Tropea 0.1.0 on Java";
        assertTrue(post().isTaken());
    }

    @Test
    void rejectedByEitherIdentity() {
        for (String identity : List.of(relay.rsaId().hex(), relay.ed25519Id().base64())) {
            rules("!reject " + identity);
            refused(Kind.REJECTED, Admission.MARKED, post());
        }
    }

    @Test
    void rejectedByAddress() {
        for (String pattern : List.of("127.0.0.0/8", "reject 127.0.0.1:99", "10.0.0.0/8,127.0.0.1")) {
            rules("", "AuthDirReject", pattern);
            refused(Kind.REJECTED, Admission.BAD_ADDRESS, post());
        }
        rules("", "AuthDirReject", "accept 127.0.0.1,127.0.0.0/8");
        assertTrue(post().isTaken());
    }

    @Test
    void anEd25519IdentityWithAPartOfSmallOrder() throws ReflectiveOperationException {
        addPointOfOrderTwo(relay.master);
        while (!isCertified()) {
            relay.certificateExpires += 3600; // every other signature passes
        }
        refused(Kind.REJECTED, "Ed25519 identity key is not a point of prime order.", post());
    }

    private boolean isCertified() {
        byte[] all = relay.certificate().encoded();
        int signed = all.length - 64;
        return Ed25519.verify(
                relay.master.publicKey(), Arrays.copyOf(all, signed), Arrays.copyOfRange(all, signed, all.length));
    }

    /** Adds (0, -1) to the public key: both its coordinates are negated. */
    private static void addPointOfOrderTwo(Ed25519KeyPair pair) throws ReflectiveOperationException {
        Field field = Ed25519KeyPair.class.getDeclaredField("publicKey");
        field.setAccessible(true);
        byte[] key = (byte[]) field.get(pair);
        int sign = key[31] & 0x80;
        BigInteger y = new BigInteger(1, reversed(key)).clearBit(255);
        BigInteger negated =
                BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19)).subtract(y);
        byte[] bytes = negated.setBit(255).toByteArray(); // a zero, then all 32
        System.arraycopy(reversed(Arrays.copyOfRange(bytes, 1, 33)), 0, key, 0, 32);
        key[31] ^= (byte) sign;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] other = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            other[i] = bytes[bytes.length - 1 - i];
        }
        return other;
    }

    @Test
    void fromTheFuture() {
        relay.published = NOW + 12 * 3600 + 1;
        refused(Kind.REJECTED, Admission.FROM_FUTURE, post());
    }

    @Test
    void tooOld() {
        relay.published = NOW - 24 * 3600 - 1;
        refused(Kind.REJECTED, Admission.EXPIRED, post());
    }

    @Test
    void privateAddresses() {
        for (String address : List.of("127.0.0.1", "10.1.1.1", "192.168.3.4", "169.254.1.1", "100.64.0.1", "0.1.2.3")) {
            relay.address = TestRelay.address(address);
            rules("", "DirAllowPrivateAddresses", "0");
            refused(Kind.REJECTED, Admission.PRIVATE, post());
        }
        relay.address = TestRelay.address("8.8.8.8");
        relay.more = List.of(new InetSocketAddress("fd00::1", 5001));
        refused(Kind.REJECTED, Admission.PRIVATE, post());
    }

    // ---- malformed ------------------------------------------------------------------------------------------------

    @Test
    void badSignatures() {
        String text = relay.descriptor();
        for (String broken : List.of(
                text.replace("uptime 100", "uptime 101"),
                text.replaceAll("(?s)(router-signature.*\n)([A-Za-z0-9+/]{10})", "$1AAAAAAAAAA"),
                text.replaceFirst("router-sig-ed25519 .{10}", "router-sig-ed25519 AAAAAAAAAA"))) {
            Verdict verdict = post(broken);
            assertEquals(Kind.MALFORMED, verdict.kind(), broken);
            assertEquals(400, verdict.answer().status());
            refused(Kind.MALFORMED, verdict.words(), verdict);
        }
    }

    @Test
    void whatIsNoTextOrNoDocument() {
        byte[] invalid = relay.upload();
        invalid[100] = (byte) 0xFF;
        for (byte[] body : List.of(
                invalid,
                new byte[0],
                TestRelay.bytes("nonsense\n"),
                TestRelay.bytes("@purpose bridge\n" + relay.descriptor()),
                TestRelay.bytes("\uFEFF" + relay.descriptor()),
                TestRelay.bytes("router x\n"),
                Arrays.copyOf(relay.upload(), 700),
                new byte[UploadParts.MOST_BYTES + 1])) {
            Verdict verdict = post(body);
            assertEquals(Kind.MALFORMED, verdict.kind());
            assertTrue(!verdict.words().isBlank() && verdict.words().indexOf('\n') < 0, verdict.words());
            refused(Kind.MALFORMED, verdict.words(), verdict);
        }
    }

    @Test
    void aBadDocumentCostsOnlyItself() {
        TestRelay other = new TestRelay();
        Verdict verdict = post(relay.descriptor() + other.descriptor().replace("uptime 100", "uptime 101"));
        assertEquals(Kind.MALFORMED, verdict.kind());
        assertNotNull(book.relay(relay.rsaId()));
        assertNull(book.relay(other.rsaId()));
    }
}
