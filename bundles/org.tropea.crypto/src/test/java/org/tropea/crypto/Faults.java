package org.tropea.crypto;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Asserts that a call ends in a {@link CryptoFault} that says what it should. */
public final class Faults {
    private Faults() {}

    public static void assertFault(String text, Executable call) {
        String message = assertThrows(CryptoFault.class, call).getMessage();
        assertTrue(message.contains(text), "\"" + message + "\" does not say \"" + text + "\"");
    }
}
