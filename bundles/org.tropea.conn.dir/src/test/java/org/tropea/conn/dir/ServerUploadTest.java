package org.tropea.conn.dir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tropea.testkit.PlayedConnection;

/** What is posted. */
class ServerUploadTest extends ServerBed {
    @Test
    void uploadsComeWhole() {
        uploadMax = UPLOAD_MAX;
        connection.receive("POST /tor/known HTTP/1.0\r\nContent-Length: 4\r\n\r\nbo");
        assertTrue(queries.isEmpty());
        connection.receive("dy and what is no part of it");
        assertEquals("body", new String(queries.get(0).body(), StandardCharsets.ISO_8859_1));
        assertEquals(0, connection.inbuf().length());
    }

    @Test
    void largeUploadIsRefusedBeforeItComes() {
        uploadMax = UPLOAD_MAX;
        connection.receive("POST /tor/ HTTP/1.0\r\nContent-Length: 1001\r\n\r\n");
        assertEquals("HTTP/1.0 400 Request too large\r\n" + DATE + "\r\n", connection.sent());
    }

    @Test
    void eachPathHasItsOwnLimit() {
        uploadMax = UPLOAD_MAX;
        connection.receive("POST /tor/known/small HTTP/1.0\r\nContent-Length: 11\r\n\r\n");
        assertTrue(connection.sent().startsWith("HTTP/1.0 400 Request too large\r\n"));
        accept("198.51.100.5");
        connection.receive("POST /tor/known/large HTTP/1.0\r\nContent-Length: 11\r\n\r\n");
        assertEquals("", connection.sent());
    }

    @Test
    void ofTooManyBytesHalfPostedTheOldestAreRefused() {
        uploadMax = UPLOAD_MAX;
        String head = "POST /tor/known HTTP/1.0\r\nContent-Length: 600\r\n\r\n";
        PlayedConnection first = connection;
        first.receive(head + "x".repeat(500));
        accept("198.51.100.5");
        PlayedConnection second = connection;
        second.receive(head + "y".repeat(501));
        loop.turn();
        assertTrue(first.sent().startsWith("HTTP/1.0 503 "));
        assertEquals(0, first.inbuf().length());
        second.receive("y".repeat(99));
        assertEquals(600, queries.get(0).body().length);
    }

    @Test
    void whoIsNoAuthorityTakesNoUploads() {
        connection.receive("POST /tor/ HTTP/1.0\r\nContent-Length: 4\r\n\r\nbody");
        assertTrue(connection.sent().startsWith("HTTP/1.0 400 Nonauthoritative directory does not accept"));
        assertTrue(queries.isEmpty());
    }
}
