package org.tropea.crypto.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tropea.crypto.Bytes;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Hex;

class CreateFastTest {
    @ParameterizedTest
    @CsvSource({
        "080e247df7c252fcd2dc10f459703480c223e3a6,"
                + "ba95c0d092335428bf80093bbed0b7a26c49e1e8696fbf9c8d6be26504219c000d26afe370fcef04,"
                + "afa89b4fc8cf882335a582c52478b5fcb1e08daf707e2c2d23b8c27d30bd461f3df98a3af82221cb658ad0aa8680b99067e4"
                + "f7dbc546970ea9a56b26433c71da867bdd09c14a1308bc327d6a448d71d2382b3ab6af0bb4e19649a8dff607db9c57a04ac3",
        "5f786c724c2f5978474a04fa63772057ad896a03,"
                + "6210b037001405742fe78b6f5b34e6db3c9f2f7e24239498613e0ed872e110a00774a3fcb37a7507,"
                + "d41b65d83fb4b34a322b658be4d706edcd8b62813757e719118c394e1f22e1c8ea8959bab30e856a914c3054946f547397"
                + "094de031f5bca384c65c8880bf7aab9ce7bee33971f9de8c22a23366f46bf8b5e5112321e216b0e02c62eea3abb72a0e062592"
    })
    void givesKnownAnswers(String x, String reply, String keys) throws CryptoFault {
        byte[] y = Bytes.slice(Hex.bytes(reply), 0, 20);
        HandshakeReply answer = CreateFast.respond(Hex.bytes(x), 0, 100, y);
        assertEquals(reply, Hex.of(answer.reply()));
        assertEquals(keys, Hex.of(answer.keyMaterial()));
        assertEquals(keys, Hex.of(CreateFast.finish(Hex.bytes(x), Hex.bytes(reply), 0, 100)));
    }

    @Test
    void freshHandshakeAgreesAndItsDamageIsRefused() throws CryptoFault {
        byte[] x = CreateFast.request();
        HandshakeReply answer = CreateFast.respond(x, 0, 72);
        assertArrayEquals(answer.keyMaterial(), CreateFast.finish(x, answer.reply(), 0, 72));
        for (int i = 0; i < CreateFast.REPLY_LEN; i++) {
            byte[] bad = answer.reply().clone();
            bad[i] ^= 16;
            assertThrows(CryptoFault.class, () -> CreateFast.finish(x, bad, 0, 72));
        }
    }
}
