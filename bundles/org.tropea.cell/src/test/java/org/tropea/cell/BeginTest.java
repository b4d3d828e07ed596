package org.tropea.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeginTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Begin parse(String body) throws MalformedCell {
        byte[] array = bytes("##" + body + "\0\0\0\7");
        return Begin.parse(array, 2, body.length());
    }

    @Test
    void readsHostPortAndFlags() throws MalformedCell {
        assertEquals(new Begin("a.example", 80, 0), parse("a.example:80\0"));
        assertEquals(new Begin("a.example", 65535, 5), parse("A.Example:65535\0\0\0\0\5"));
        assertEquals(new Begin("127.0.0.1", 1, 0), parse("127.0.0.1:1\0"));
        assertEquals(new Begin("::1", 443, Begin.IPV6_OK), parse("[::1]:443\0\0\0\0\1"));
    }

    @Test
    void flagsThatAreCutShortAreNone() throws MalformedCell {
        assertEquals(0, parse("a:80\0\0\0\7").flags());
    }

    @Test
    void whatFollowsTheFlagsIsIgnored() throws MalformedCell {
        assertEquals(new Begin("a", 80, 2), parse("a:80\0\0\0\0\2rest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "a:80",
                "a\0",
                "a:\0",
                ":80\0",
                "a:0\0",
                "a:65536\0",
                "a:123456\0",
                "a:8x\0",
                "a:-1\0",
                "::1:80\0",
                "[]:80\0",
                "a b:80\0",
                "\u00e4:80\0",
                "a:80 \0"
            })
    void refusesWhatIsMalformed(String body) {
        assertThrows(MalformedCell.class, () -> parse(body));
    }

    @Test
    void doesNotReadPastItsLength() {
        byte[] array = bytes("a:80\0");
        assertThrows(MalformedCell.class, () -> Begin.parse(array, 0, 4));
    }

    @Test
    void writesWhatItReads() throws MalformedCell {
        assertArrayEquals(bytes("[::1]:80\0\0\0\0\1"), new Begin("::1", 80, 1).encode());
        assertArrayEquals(bytes("host:80\0"), new Begin("host", 80, 0).encode());
    }
}
