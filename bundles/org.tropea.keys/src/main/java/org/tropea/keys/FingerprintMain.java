package org.tropea.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import org.tropea.net.keys.KeyFault;

/** Prints a relay's nickname and fingerprint, as {@code tor --list-fingerprint} does, without OSGi. */
public final class FingerprintMain {
    private FingerprintMain() {}

    /** Arguments: nickname, key directory. Makes keys that are missing. Exits with 1 and one line when it cannot. */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("tropea: accepted are two arguments, NICKNAME and KEY-DIRECTORY");
            System.exit(1);
        }
        try {
            System.out.println(arguments[0] + " " + fingerprint(Path.of(arguments[1])));
        } catch (KeyFault fault) {
            System.err.println("tropea: " + fault.getMessage());
            System.exit(1);
        }
    }

    /** The fingerprint of the identity in {@code keyDirectory}, in groups of four. */
    static String fingerprint(Path keyDirectory) throws KeyFault {
        byte[] id = FileKeys.open(KeyDirectory.open(keyDirectory), Clock.systemUTC()).rsaId();
        return HexFormat.of().withUpperCase().formatHex(id).replaceAll("(.{4})(?!$)", "$1 ");
    }
}
