package org.tropea.socketfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String NEXT = "GET http://elsewhere/ HTTP/1.1\r\n";

    private static int accept(RequestBody body, String text) throws ProxyFault {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return body.accept(bytes, 0, bytes.length);
    }

    private static int slowly(RequestBody body, String text) throws ProxyFault {
        int taken = 0;
        for (int i = 0; i < text.length(); i++) {
            taken += accept(body, text.substring(i, i + 1));
        }
        return taken;
    }

    @Test
    void nothingAnnouncedIsNoBody() throws ProxyFault {
        RequestBody body = RequestBody.of(List.of("Accept: */*"));
        assertTrue(body.isOver());
        assertEquals(0, accept(body, NEXT));
    }

    @Test
    void aLengthCounts() throws ProxyFault {
        RequestBody body = RequestBody.of(List.of("content-length: 5"));
        assertEquals(3, accept(body, "abc"));
        assertFalse(body.isOver());
        assertEquals(2, accept(body, "de" + NEXT));
        assertTrue(body.isOver());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'0\r\n\r\n'",
                "'3\r\nabc\r\n0\r\n\r\n'",
                "'A;name=value\r\n0123456789\r\n00\r\n\r\n'",
                "'1\r\n\n\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\n'",
            })
    void chunksEndWithTheTrailer(String text) throws ProxyFault {
        assertEquals(text.length(), accept(RequestBody.of(List.of(CHUNKED)), text + NEXT));
        RequestBody slow = RequestBody.of(List.of(CHUNKED));
        assertEquals(text.length(), slowly(slow, text + NEXT));
        assertTrue(slow.isOver());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "\r\n", "-1\r\n", "1111111111111111\r\n"})
    void aSizeThatIsNoneIsAFault(String text) throws ProxyFault {
        RequestBody body = RequestBody.of(List.of(CHUNKED));
        assertThrows(ProxyFault.class, () -> accept(body, text));
    }

    @Test
    void contradictionsAreRefused() {
        assertThrows(ProxyFault.class, () -> RequestBody.of(List.of(CHUNKED, "Content-Length: 3")));
        assertThrows(ProxyFault.class, () -> RequestBody.of(List.of("Content-Length: 3", "Content-Length: 4")));
        assertThrows(ProxyFault.class, () -> RequestBody.of(List.of("Content-Length: +3")));
        assertThrows(ProxyFault.class, () -> RequestBody.of(List.of("Transfer-Encoding: gzip, chunked")));
    }
}
