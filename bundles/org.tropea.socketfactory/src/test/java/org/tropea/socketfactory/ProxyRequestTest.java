package org.tropea.socketfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRequestTest {
    @ParameterizedTest
    @CsvSource({
        "example.com:443, example.com, 443",
        "[2001:db8::1]:8443, 2001:db8::1, 8443",
        "192.0.2.1:1, 192.0.2.1, 1"
    })
    void connectAsksForATunnel(String target, String host, int port) throws ProxyFault {
        ProxyRequest request = ProxyRequest.parse("CONNECT " + target + " HTTP/1.1\r\nHost: " + target);
        assertEquals(host, request.host());
        assertEquals(port, request.port());
        assertNull(request.head());
    }

    @Test
    void anAbsoluteUriBecomesWhatServersExpect() throws ProxyFault {
        ProxyRequest request = ProxyRequest.parse("GET http://example.com:8080/a?b=c HTTP/1.1\r\nHost: wrong\r\n"
                + "Connection: Upgrade, X-Mine\r\nX-Mine: 1\r\nUpgrade: h2c\r\nProxy-Authorization: Basic x\r\n"
                + "Accept: */*\r\nContent-Length: 3");
        assertEquals("example.com", request.host());
        assertEquals(8080, request.port());
        assertEquals(
                "GET /a?b=c HTTP/1.1\r\nHost: example.com:8080\r\nAccept: */*\r\nContent-Length: 3\r\n"
                        + "Connection: close\r\n\r\n",
                request.head());
    }

    @Test
    void aUriWithoutPathOrPortHasTheUsualOnes() throws ProxyFault {
        ProxyRequest request = ProxyRequest.parse("HEAD http://[2001:db8::1] HTTP/1.0");
        assertEquals("2001:db8::1", request.host());
        assertEquals(80, request.port());
        assertEquals("HEAD / HTTP/1.0\r\nHost: [2001:db8::1]\r\nConnection: close\r\n\r\n", request.head());
    }

    @Test
    void whatFramesTheBodyStays() throws ProxyFault {
        ProxyRequest request = ProxyRequest.parse(
                "POST http://h/ HTTP/1.1\r\nConnection: transfer-encoding\r\nTransfer-Encoding: chunked");
        assertEquals(
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
                request.head());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET https://example.com/ HTTP/1.1",
                "GET http:///x HTTP/1.1",
                "GET http://example.com/ HTTP/2",
                "GET http://example.com:99999/ HTTP/1.1",
                "GET  http://example.com/ HTTP/1.1",
                "CONNECT example.com HTTP/1.1",
                "CONNECT example.com:0 HTTP/1.1",
                "CONNECT exa mple.com:1 HTTP/1.1",
                "GET http://example.com/ HTTP/1.1\r\n folded: x",
                "GET http://example.com/ HTTP/1.1\r\nHost : x",
                "GET http://example.com/ HTTP/1.1\r\nX: a\nInjected: b",
                "",
            })
    void anythingElseIsRefused(String text) {
        assertThrows(ProxyFault.class, () -> ProxyRequest.parse(text));
    }
}
