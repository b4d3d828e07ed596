package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ControlEventTest {

    @Test
    void streamWithUserName() {
        ControlEvent event = ControlEvent.parse("STREAM 7 NEW 0 127.0.0.1:80 SOCKS_USERNAME=\"path 1\" PURPOSE=USER");
        assertEquals("STREAM", event.type());
        assertEquals("7", event.word(0));
        assertEquals("NEW", event.word(1));
        assertEquals("path 1", event.get("SOCKS_USERNAME"));
        assertEquals("USER", event.get("PURPOSE"));
    }

    @Test
    void escapedQuotesAreUnquoted() {
        assertEquals("a\"b\\c", ControlEvent.parse("X K=\"a\\\"b\\\\c\" L=1").get("K"));
    }

    @Test
    void bothReasons() {
        assertEquals(
                "DESTROYED/TORPROTOCOL",
                ControlEvent.parse("CIRC 3 CLOSED REASON=DESTROYED REMOTE_REASON=TORPROTOCOL")
                        .reason());
        assertEquals("", ControlEvent.parse("CIRC 3 BUILT").reason());
    }
}
