package org.tropea.itests.ctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ControlReaderTest {

    private static ControlReader reader(String text) {
        return new ControlReader(new BufferedReader(new StringReader(text)));
    }

    @Test
    void valueOfOneLine() throws IOException {
        ControlReply reply = reader("250-version=0.4.9.11\r\n250 OK\r\n").next();
        assertEquals("0.4.9.11", reply.value("version"));
        assertNull(reply.value("vers"));
    }

    @Test
    void valueOfDataBlockWithEscapedDot() throws IOException {
        ControlReply reply =
                reader("250+ns/all=\r\nr relay0\r\n..dot\r\n.\r\n250 OK\r\n").next();
        assertEquals("r relay0\n.dot", reply.value("ns/all"));
    }

    @Test
    void refusalIsNotOk() throws IOException {
        ControlReply reply = reader("552 Unrecognized\r\n").next();
        assertFalse(reply.ok());
        assertEquals("Unrecognized", reply.first());
    }

    @Test
    void closedConnectionIsSaid() {
        assertThrows(EOFException.class, () -> reader("250-half\r\n").next());
    }
}
