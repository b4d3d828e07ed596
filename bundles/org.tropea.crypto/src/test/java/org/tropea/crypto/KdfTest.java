package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KdfTest {
    @ParameterizedTest
    @CsvSource({
        "'',5ba93c9db0cff93f52b521d7420e43f6eda2784fbf8b4530d8d246dd74ac53a13471bba17941dff7c4ea21bb365bbeeaf5f2"
                + "c654883e56d11e43c44e9842926af7ca0a8cca12604f945414f07b01e13da42c6cf1de3abfdea9b95f34687cbbe92b9a7383",
        "Tor,776c6214fc647aaa5f683c737ee66ec44f03d0372e1cce69227950f236ddf1e329a7ce7c227903303f525a8c6662426e8034"
                + "870642a6dabbd41b5d97ec9bf2312ea729992f48f8ea2d0ba83f45dfda1a80bdc8b80de01b23e3e0ffae099b3e4ccf28dc28"
    })
    void kdfTorGivesKnownAnswers(String input, String expected) {
        assertEquals(expected, Hex.of(Kdf.kdfTor(input.getBytes(StandardCharsets.US_ASCII), 100)));
    }

    /** RFC 5869, appendix A.1. */
    @Test
    void hkdfGivesTheRfcsAnswer() {
        byte[] okm = Kdf.hkdfSha256(
                Hex.bytes("000102030405060708090a0b0c"),
                Hex.bytes("0b".repeat(22)),
                Hex.bytes("f0f1f2f3f4f5f6f7f8f9"),
                42);
        assertEquals(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865", Hex.of(okm));
    }

    /** Proposal 216: salt and info of ntor. */
    @ParameterizedTest
    @CsvSource({
        "'',d3490ed48b12a48f9547861583573fe3f19aafe3f81dc7fc75eeed96d741b3290f941576c1f9f0b2d463d1ec7ab2c6bf71cd"
                + "d7f826c6298c00dbfe6711635d7005f0269493edf6046cc7e7dcf6abe0d20c77cf363e8ffe358927817a3d3e73712cee28d8",
        "Tor,5521492a85139a8d9107a2d5c0d9c91610d0f95989975ebee6c02a4f8d622a6cfdf9b7c7edd3832e2760ded1eac309b76f8d"
                + "66c4a3c4d6225429b3a016e3c3d45911152fc87bc2de9630c3961be9fdb9f93197ea8e5977180801926d3321fa21513e59ac",
        "AN ALARMING ITEM TO FIND ON YOUR CREDIT-RATING STATEMENT,"
                + "a2aa9b50da7e481d30463adb8f233ff06e9571a0ca6ab6df0fb206fa34e5bc78d063fc291501beec53b36e5a0e434561200c"
                + "5f8bd13e0f88b3459600b4dc21d69363e2895321c06184879d94b18f078411be70b767c7fc40679a9440a0c95ea83a23efbf"
    })
    void hkdfGivesTheAnswersOfProposal216(String input, String expected) {
        byte[] salt = "ntor-curve25519-sha256-1:key_extract".getBytes(StandardCharsets.US_ASCII);
        byte[] info = "ntor-curve25519-sha256-1:key_expand".getBytes(StandardCharsets.US_ASCII);
        assertEquals(expected, Hex.of(Kdf.hkdfSha256(salt, input.getBytes(StandardCharsets.US_ASCII), info, 100)));
    }

    @Test
    void kdfTorEndsWhereItsCounterEnds() {
        assertEquals(5120, Kdf.kdfTor(new byte[40], 5120).length);
        assertThrows(IllegalArgumentException.class, () -> Kdf.kdfTor(new byte[40], 5121));
    }
}
