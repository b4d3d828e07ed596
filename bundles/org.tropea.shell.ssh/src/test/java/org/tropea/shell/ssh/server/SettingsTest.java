package org.tropea.shell.ssh.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path BASE = Path.of("/data");

    private static String refusal(String name, Object value) {
        return assertThrows(ServerFault.class, () -> Settings.of(Map.of(name, value), BASE))
                .getMessage();
    }

    @Test
    void withoutPropertiesItListensOnLoopbackOnly() throws Exception {
        Settings settings = Settings.of(Map.of(), BASE);
        assertEquals("127.0.0.1", settings.host());
        assertEquals(Path.of("/data/ssh/authorized_keys"), settings.authorizedKeys());
        assertEquals(Duration.ofMinutes(10), settings.idle());
    }

    @Test
    void textIsTakenForNumbers() throws Exception {
        Settings settings = Settings.of(Map.of("port", " 5022 ", "hostKey", "/keys/host"), BASE);
        assertEquals(5022, settings.port());
        assertEquals(Path.of("/keys/host"), settings.hostKey());
    }

    @Test
    void aBadValueIsToldWithItsName() {
        assertEquals("port is 70000; accepted is a whole number from 0 to 65535", refusal("port", 70_000));
        assertEquals("maxTries is many; accepted is a whole number from 1 to 100", refusal("maxTries", "many"));
        assertEquals("host is empty; accepted is for example 127.0.0.1", refusal("host", " "));
    }
}
