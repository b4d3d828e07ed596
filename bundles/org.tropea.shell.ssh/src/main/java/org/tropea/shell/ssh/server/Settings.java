package org.tropea.shell.ssh.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the configuration says, checked.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for one that the system chooses
 * @param authorizedKeys absolute path
 * @param hostKey absolute path
 * @param idle a session without traffic is closed after this
 * @param login a connection that has not logged in is closed after this
 * @param maxTries keys that one connection may try
 * @param maxSessions connections at once
 */
public record Settings(
        String host,
        int port,
        Path authorizedKeys,
        Path hostKey,
        Duration idle,
        Duration login,
        int maxTries,
        int maxSessions) {

    /** Reads configuration properties; relative paths start from {@code base}. */
    public static Settings of(Map<String, ?> properties, Path base) throws ServerFault {
        return new Settings(
                text(properties, "host", "127.0.0.1"),
                number(properties, "port", 0, 0, 65_535),
                base.resolve(text(properties, "authorizedKeys", "ssh/authorized_keys")),
                base.resolve(text(properties, "hostKey", "ssh/host_key")),
                Duration.ofSeconds(number(properties, "idleTimeoutSeconds", 600, 1, 86_400)),
                Duration.ofSeconds(number(properties, "loginTimeoutSeconds", 30, 1, 600)),
                number(properties, "maxTries", 6, 1, 100),
                number(properties, "maxSessions", 16, 1, 1_000));
    }

    /** True when both cannot listen at the same time. */
    public boolean sameAddress(Settings other) {
        return host.equals(other.host) && port == other.port && port != 0;
    }

    private static String text(Map<String, ?> properties, String name, String otherwise) throws ServerFault {
        Object value = properties.get(name);
        if (value != null && value.toString().isBlank()) {
            throw new ServerFault(name + " is empty; accepted is for example " + otherwise);
        }
        return value == null ? otherwise : value.toString().strip();
    }

    private static int number(Map<String, ?> properties, String name, int otherwise, int least, int most)
            throws ServerFault {
        Object value = properties.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.toString().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, value, least, most);
        }
        throw wrong(name, value, least, most);
    }

    private static ServerFault wrong(String name, Object value, int least, int most) {
        return new ServerFault(name + " is " + value + "; accepted is a whole number from " + least + " to " + most);
    }
}
