package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NameServerTest {
    private static final String FOUR = "04666F5572047465737400"; // foUr.test

    private static byte[] ask(String name, int type) {
        byte[] query = HexFormat.of()
                .parseHex(
                        "beef01000001000000000001" + name + String.format("%04x0001", type) + "0000291000000000000000");
        return NameServer.answer(query, query.length);
    }

    @Test
    void anAddressAndTheQuestionAsItCame() {
        String question = FOUR + "00010001";
        assertEquals(
                ("beef8580000100010000" + "0000" + question + "C00C00010001" + "0000003C" + "0004" + "7F000004")
                        .toLowerCase(),
                HexFormat.of().formatHex(ask(FOUR, 1)));
    }

    @Test
    void aKnownNameWithoutThatTypeHasNoAnswer() {
        assertArrayEquals(HexFormat.of().parseHex("beef8580000100000000"), Arrays.copyOf(ask(FOUR, 28), 10));
    }

    @Test
    void anyOtherNameDoesNotExist() {
        assertArrayEquals(
                HexFormat.of().parseHex("beef8583000100000000"), Arrays.copyOf(ask("0178047465737400", 1), 10));
    }
}
