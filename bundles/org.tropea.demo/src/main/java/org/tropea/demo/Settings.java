package org.tropea.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * What the launcher says of this run, by framework properties. Immutable.
 *
 * @param data where everything is written; the launcher deletes it at the end
 * @param authorities how many directory authorities there are to be, 1 to 9
 * @param stay whether the network stays up after the fetch
 * @param key a file with the public key of whoever may log in as operator; null to make one
 * @param began when the process began
 */
record Settings(Path data, int authorities, boolean stay, Path key, Instant began) {
    static Settings of(UnaryOperator<String> properties) {
        String key = properties.apply("tropea.demo.key");
        return new Settings(
                Path.of(properties.apply("tropea.data")),
                Integer.parseInt(properties.apply("tropea.demo.authorities")),
                Boolean.parseBoolean(properties.apply("tropea.demo.stay")),
                key == null || key.isEmpty() ? null : Path.of(key),
                ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
    }
}
