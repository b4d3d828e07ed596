package org.tropea.assembler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblerTest {
    @TempDir
    Path features;

    @TempDir
    Path jars;

    @TempDir
    Path installation;

    @BeforeEach
    void twoFeatures() throws IOException {
        Files.createDirectory(installation.resolve("conf"));
        feature("alpha", "{ \"id\": \"g:b:2\" }", "");
        feature("core", "{ \"id\": \"g:a:1\" }", "\"some.pid\": { \"key\": \"${value}\" }");
    }

    @Test
    void theBaseComesFirst() throws IOException {
        assertEquals(
                List.of("core", "alpha"),
                FeatureFile.readAll(features).stream().map(FeatureFile::name).toList());
    }

    @Test
    void bundlesAndConfigurationsAreMaterialised() throws IOException {
        offer("a-1.jar", "b-2.jar");
        assemble();
        assertTrue(Files.exists(installation.resolve("bundle/a-1.jar")));
        assertEquals(List.of("a-1.jar", "b-2.jar"), Files.readAllLines(installation.resolve("conf/start.order")));
        assertEquals(
                List.of("# From features/core.json", "key = ${value}"),
                Files.readAllLines(installation.resolve("conf/some.pid.cfg")));
    }

    @Test
    void whatWasThereBeforeIsGone() throws IOException {
        offer("a-1.jar", "b-2.jar");
        Files.createDirectory(installation.resolve("bundle"));
        Files.createFile(installation.resolve("bundle/a-0.jar"));
        Files.createFile(installation.resolve("conf/old.pid.cfg"));
        assemble();
        assertTrue(Files.notExists(installation.resolve("conf/old.pid.cfg")));
        assertTrue(Files.notExists(installation.resolve("bundle/a-0.jar")));
    }

    @Test
    void aBundleThatIsNoDependencyIsNamed() throws IOException {
        offer("a-1.jar");
        AssemblyFault fault = assertThrows(AssemblyFault.class, this::assemble);
        assertTrue(fault.getMessage().endsWith("[b-2.jar]"), fault.getMessage());
    }

    @Test
    void aDependencyInNoFeatureIsNamed() throws IOException {
        offer("a-1.jar", "b-2.jar", "c-3.jar");
        AssemblyFault fault = assertThrows(AssemblyFault.class, this::assemble);
        assertTrue(fault.getMessage().endsWith("[c-3.jar]"), fault.getMessage());
    }

    @Test
    void whatIsNoFeatureIsNamed() throws IOException {
        Files.writeString(features.resolve("core.json"), "{ \"id\": 5");
        AssemblyFault fault = assertThrows(AssemblyFault.class, () -> FeatureFile.readAll(features));
        assertTrue(fault.getMessage().contains("core.json is no OSGi feature"), fault.getMessage());
    }

    @Test
    void aFeatureIsResolvedWithTheBaseAndNothingElse() {
        FeatureFile base = new FeatureFile("core", List.of("a.jar"), Map.of());
        FeatureFile feature = new FeatureFile("x", List.of("b.jar", "a.jar"), Map.of());
        assertEquals(List.of(Path.of("p/a.jar"), Path.of("p/b.jar")), Assembler.closure(base, feature, Path.of("p")));
    }

    private void assemble() throws IOException {
        Assembler.assemble(FeatureFile.readAll(features), jars, installation);
    }

    private void offer(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(jars.resolve(name));
        }
    }

    private void feature(String name, String bundles, String configurations) throws IOException {
        Files.writeString(features.resolve(name + ".json"), """
                { "feature-resource-version": "1.0", "id": "g:%s:1", "bundles": [%s], "configurations": {%s} }
                """.formatted(name, bundles, configurations));
    }
}
