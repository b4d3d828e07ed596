package org.tropea.itests.bench.kist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.bench.Script;

/**
 * The short version of {@code itests/bench/kist}: two rounds, Tropea alone. Where this machine permits no network
 * namespaces, the command must say so, and the test sees that this is true.
 */
class KistIT {
    private static final int NOT_PERMITTED = 3;
    /** Two rounds on a busy machine differ by more than the whole bench allows. */
    private static final double LEAST_BULK = 0.75;

    @TempDir
    Path folder;

    @Test
    void kistShortensFetchesBesideBulkTraffic() throws Exception {
        Path json = folder.resolve("kist.json");
        int code = run(
                script(),
                "--rounds=2",
                "--seconds=10",
                "--only=TROPEA_KIST,TROPEA_VANILLA",
                "--limit=6",
                "--json=" + json);
        if (code == NOT_PERMITTED) {
            assertNotEquals(0, run("unshare", "--net", "true"), "network namespaces are permitted here");
            assertTrue(printed().contains("network namespaces are not permitted here"), printed());
            System.err.println("KistIT could not measure: " + printed());
            return;
        }
        assertTrue(Files.exists(json), this::printed);
        JsonNode gain = new ObjectMapper().readTree(json.toFile()).get("tropea");
        assertTrue(gain.get("fetch").asDouble() >= Gain.LEAST_FETCH, this::printed);
        assertTrue(gain.get("bulk").asDouble() >= LEAST_BULK, this::printed);
        assertTrue(code == 0 || code == 1, this::printed);
    }

    @Test
    void whereNamespacesAreNotPermittedItSaysSo() throws Exception {
        Path refuses = folder.resolve("unshare");
        Files.writeString(refuses, "#!/bin/sh\nexit 1\n");
        assertTrue(refuses.toFile().setExecutable(true));
        int code = run("env", "PATH=" + folder + ":" + System.getenv("PATH"), script());
        assertEquals(NOT_PERMITTED, code, this::printed);
        assertTrue(printed().contains("network namespaces are not permitted here"), this::printed);
    }

    private static String script() {
        Path script = Path.of("kist").toAbsolutePath();
        assertTrue(Files.isExecutable(script), script::toString);
        return script.toString();
    }

    private int run(String... command) throws IOException, InterruptedException {
        return new Script(folder).run(Duration.ofMinutes(8), command);
    }

    private String printed() {
        return new Script(folder).printed();
    }
}
