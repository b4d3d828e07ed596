package org.tropea.netdoc;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.function.Executable;
import org.tropea.netdoc.frame.DocumentFault;

/** Documents that C tor 0.4.9.11 wrote in a private network for these tests, and ways to damage them. */
public final class Ctor {
    private Ctor() {}

    /** The file of this name. */
    public static byte[] bytes(String name) {
        try (InputStream in = Ctor.class.getResourceAsStream("ctor/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of this name as text. */
    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The bytes of a text. */
    public static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text with the first {@code old} replaced, which must be there. */
    public static String with(String text, String old, String replacement) {
        int at = text.indexOf(old);
        assertTrue(at >= 0, "no \"" + old + "\" in the document");
        return text.substring(0, at) + replacement + text.substring(at + old.length());
    }

    /** The line, counted from 1, on which {@code part} first stands, a line feed at its start left out. */
    public static int lineOf(String text, String part) {
        int at = text.indexOf(part);
        assertTrue(at >= 0, "no \"" + part + "\" in the document");
        at += part.startsWith("\n") ? 1 : 0;
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** Asserts that a call ends in a refusal that says this. */
    public static DocumentFault assertRefused(String reason, Executable call) {
        DocumentFault fault = assertThrows(DocumentFault.class, call);
        assertTrue(
                fault.getMessage().contains(reason), "\"" + fault.getMessage() + "\" does not say \"" + reason + "\"");
        return fault;
    }

    /** Asserts that a call ends in a refusal of this line that says this. */
    public static void assertRefused(int line, String reason, Executable call) {
        DocumentFault fault = assertRefused(reason, call);
        assertTrue(fault.line() == line, "\"" + fault.getMessage() + "\" is not about line " + line);
    }
}
