package org.tropea.itests.swap.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleJarTest {
    private static final String POLICY = "org/tropea/itests/swap/policy/ThrowingScheduler";

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void packed() {
        jar = Misbehaving.scheduler("ThrowingScheduler", folder);
    }

    private static byte[] entry(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getInputStream(file.getEntry(name)).readAllBytes();
        }
    }

    private static String component(Path jar) throws IOException {
        String name = "OSGI-INF/" + POLICY.replace('/', '.') + ".xml";
        return new String(entry(jar, name), StandardCharsets.UTF_8);
    }

    private static String header(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(name);
        }
    }

    @Test
    void aPolicyIsABundleWithItsClassesAndOneComponent() throws IOException {
        assertEquals(POLICY.replace('/', '.'), header(jar, "Bundle-SymbolicName"));
        assertTrue(component(jar).contains("name=\"tropea.scheduler\" type=\"String\" value=\"ThrowingScheduler\""));
        byte[] compiled =
                getClass().getResourceAsStream('/' + POLICY + ".class").readAllBytes();
        assertArrayEquals(compiled, entry(jar, POLICY + ".class"));
    }

    @Test
    void aCopyHasItsOwnNameVersionAndProperty() throws IOException {
        Path copy = BundleJar.copyOf(jar)
                .symbolicName("org.example.copy")
                .version("2.0.0")
                .property("tropea.scheduler", "Other")
                .write(folder.resolve("copy.jar"));
        assertEquals("org.example.copy", header(copy, "Bundle-SymbolicName"));
        assertEquals("2.0.0", header(copy, "Bundle-Version"));
        assertTrue(component(copy).contains("value=\"Other\""));
        assertEquals(-1, component(copy).indexOf("value=\"ThrowingScheduler\""));
    }

    @Test
    void aConstantIsReplacedByOneOfTheSameLength() throws IOException {
        Path copy = BundleJar.copyOf(jar)
                .constant("the 1,000th run", "THE 1,000TH RUN")
                .write(folder.resolve("copy.jar"));
        String policy = new String(entry(copy, POLICY + "$Policy.class"), StandardCharsets.ISO_8859_1);
        assertTrue(policy.contains("THE 1,000TH RUN"));
        BundleJar another = BundleJar.copyOf(jar);
        assertThrows(IllegalArgumentException.class, () -> another.constant("the 1,000th run", "short"));
    }
}
