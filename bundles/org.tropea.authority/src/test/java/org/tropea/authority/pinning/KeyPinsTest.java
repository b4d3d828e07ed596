package org.tropea.authority.pinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tropea.authority.pinning.KeyPins.Verdict;
import org.tropea.netdoc.value.Octets;

final class KeyPinsTest {
    /** As C tor wrote it. */
    private static final String JOURNAL = "\n@opened-at 2026-11-23 01:39:44\n"
            + "hd1HvNoTjFHAIj/FZz5w3OhRgzk KUwgMdDiHjA3cWKrF0mpdUAsXDnMJraRwvwjZDExG9g\n"
            + "R5VMNy8+d+j6YNtIydpc1B85Y3Q WxJuy9N38EMYsbTor7Z4kGJBXkoFVLXyTwsoZnUOckU\n";

    private final List<String> written = new ArrayList<>();
    private final KeyPins pins = new KeyPins(written::add);

    private static Octets rsa(int n) {
        byte[] bytes = new byte[20];
        bytes[0] = (byte) n;
        return Octets.wrap(bytes);
    }

    private static Octets ed25519(int n) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) n;
        return Octets.wrap(bytes);
    }

    @Test
    void aPairIsPinnedAndFoundAgain() {
        assertEquals(Verdict.NEW, pins.check(rsa(1), ed25519(1)));
        assertEquals(Verdict.NEW, pins.checkAndPin(rsa(1), ed25519(1)));
        assertEquals(Verdict.FOUND, pins.checkAndPin(rsa(1), ed25519(1)));
        assertEquals(1, written.size());
    }

    @Test
    void neitherIdentityMayComeWithAnother() {
        pins.checkAndPin(rsa(1), ed25519(1));
        assertEquals(Verdict.MISMATCH, pins.checkAndPin(rsa(1), ed25519(2)));
        assertEquals(Verdict.MISMATCH, pins.checkAndPin(rsa(2), ed25519(1)));
        assertEquals(Verdict.NEW, pins.checkAndPin(rsa(2), ed25519(2)));
    }

    @Test
    void ctorsJournalIsRead() {
        assertEquals(0, pins.load(JOURNAL));
        assertEquals(2, pins.size());
    }

    @Test
    void whatWasWrittenIsReadBack() {
        pins.checkAndPin(rsa(1), ed25519(1));
        pins.checkAndPin(rsa(2), ed25519(2));
        KeyPins again = new KeyPins(line -> {});
        assertEquals(0, again.load(KeyPins.openingLine(1_700_000_000L) + String.join("", written)));
        assertEquals(Verdict.FOUND, again.check(rsa(2), ed25519(2)));
    }

    @Test
    void linesThatAreNoPairsAreCountedAndPassedOver() {
        assertEquals(3, pins.load("# comment\nx y\n" + JOURNAL + "A".repeat(27) + " short\n" + "!".repeat(71) + "\n"));
        assertEquals(2, pins.size());
    }

    @Test
    void aLaterLineReplacesAnEarlierOne() {
        pins.checkAndPin(rsa(1), ed25519(1));
        pins.load(rsa(1).base64() + " " + ed25519(2).base64() + "\n");
        assertEquals(Verdict.FOUND, pins.check(rsa(1), ed25519(2)));
        assertEquals(Verdict.NEW, pins.check(rsa(2), ed25519(1)));
    }
}
