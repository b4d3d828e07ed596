package org.tropea.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Extend2Test {
    private static final LinkSpecifier V4 = LinkSpecifier.of(new InetSocketAddress("18.244.0.1", 61681));
    private static final LinkSpecifier V6 = LinkSpecifier.of(new InetSocketAddress("2002::f000:1", 51966));
    private static final LinkSpecifier RSA = new LinkSpecifier(LinkSpecifier.RSA_ID, new byte[20]);
    private static final LinkSpecifier ED = new LinkSpecifier(LinkSpecifier.ED25519_ID, new byte[32]);

    private static Extend2 through(LinkSpecifier... specifiers) throws MalformedCell {
        byte[] body = new byte[RelayCell.DATA_MAX];
        int length = new Extend2(List.of(specifiers), new Create2(Create2.NTOR, new byte[84])).write(body, 0);
        return Extend2.parse(body, 0, length);
    }

    private static String refusal(LinkSpecifier... specifiers) {
        return assertThrows(MalformedCell.class, () -> through(specifiers)).getMessage();
    }

    @Test
    void bothAddressesAndBothIdentities() throws MalformedCell {
        Extend2 extend = through(V4, V6, RSA, ED);
        assertEquals(new InetSocketAddress("18.244.0.1", 61681), extend.ipv4());
        assertEquals(51966, extend.ipv6().getPort());
        assertArrayEquals(new byte[20], extend.rsaIdentity());
        assertArrayEquals(new byte[32], extend.ed25519Identity());
        assertEquals(84, extend.create().handshake().length);
    }

    @Test
    void theWireImageOfAnAddress() {
        byte[] wire = new byte[8];
        assertEquals(8, V4.write(wire, 0));
        assertEquals("000612f40001f0f1", HexFormat.of().formatHex(wire));
    }

    @Test
    void aSecondAddressIsIgnoredAndUnknownSpecifiersAreKept() throws MalformedCell {
        Extend2 extend = through(
                V4, LinkSpecifier.of(new InetSocketAddress("1.2.3.4", 1)), RSA, new LinkSpecifier(0xf0, new byte[7]));
        assertEquals(61681, extend.ipv4().getPort());
        assertNull(extend.ipv6());
        assertNull(extend.ed25519Identity());
        assertEquals(0xf0, extend.specifiers().get(3).type());
    }

    @Test
    void identitiesComeOnceAndAddressesAtLeastOnce() {
        assertTrue(refusal(V4).contains("RSA"));
        assertTrue(refusal(V4, RSA, RSA).contains("RSA"));
        assertTrue(refusal(V4, RSA, ED, ED).contains("Ed25519"));
        assertTrue(refusal(RSA, ED).contains("address"));
    }

    @Test
    void knownSpecifiersHaveTheirLength() {
        for (int type = 0; type < 4; type++) {
            for (int length : new int[] {0, 5, 7, 17, 19, 21, 31, 33}) {
                assertTrue(refusal(V4, RSA, new LinkSpecifier(type, new byte[length]))
                        .contains("it must have"));
            }
        }
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] body = new byte[RelayCell.DATA_MAX];
        int length = new Extend2(List.of(V4, RSA, ED), new Create2(Create2.NTOR, new byte[84])).write(body, 0);
        for (int cut = 0; cut < length; cut++) {
            int shorter = cut;
            assertThrows(MalformedCell.class, () -> Extend2.parse(Arrays.copyOf(body, shorter), 0, shorter));
        }
    }

    @Test
    void noTapAndNoFast() {
        byte[] body = new byte[RelayCell.DATA_MAX];
        int length = new Extend2(List.of(V4, RSA), new Create2(Create2.TAP, new byte[186])).write(body, 0);
        assertThrows(MalformedCell.class, () -> Extend2.parse(body, 0, length));
    }
}
