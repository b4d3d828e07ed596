package org.tropea.itests.bench.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectsTest {
    @TempDir
    Path folder;

    private Path installation;
    private Path old;
    private Path recent;

    @BeforeEach
    void make() throws IOException {
        installation = Files.createDirectory(folder.resolve("tropea"));
        Files.createFile(Files.createDirectory(installation.resolve("bin")).resolve("tropea"));
        Files.createDirectory(installation.resolve("bundle"));
        install("org.tropea.core-0.1.0.jar");
        install("org.tropea.tls.bc-0.1.0.jar");
        old = jdk("17.0.15");
        recent = jdk("25.0.3");
    }

    private void install(String bundle) throws IOException {
        Files.createFile(installation.resolve("bundle").resolve(bundle));
    }

    private Path jdk(String version) throws IOException {
        Path home = Files.createDirectory(folder.resolve(version));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private List<Subject> subjects(String... engines) throws IOException {
        Path scratch = Files.createTempDirectory(folder, "scratch");
        return new Subjects(List.of(installation), scratch, List.of()).of(List.of(old, recent), List.of(engines));
    }

    private static List<String> labels(List<Subject> subjects) {
        return subjects.stream().map(Subject::label).toList();
    }

    @Test
    void anInstallationWithOneEngineIsUsedAsItIs() throws IOException {
        List<Subject> found = subjects();
        assertEquals(List.of("JDK 17 bc", "JDK 25 bc"), labels(found));
        assertEquals(installation.resolve("bin/tropea"), found.get(0).command());
        assertEquals(List.of("T1", "U1", "V1"), found.get(1).chain());
    }

    @Test
    void eachEngineGetsACopyThatHasNoOther() throws IOException {
        install("org.tropea.tls.jdk-0.1.0.jar");
        List<Subject> found = subjects();
        assertEquals(List.of("JDK 17 bc", "JDK 25 bc", "JDK 25 jdk"), labels(found));
        Path bundles = found.get(2).command().resolveSibling("../bundle");
        assertTrue(Files.exists(bundles.resolve("org.tropea.tls.jdk-0.1.0.jar")));
        assertTrue(Files.exists(bundles.resolve("org.tropea.core-0.1.0.jar")));
        assertFalse(Files.exists(bundles.resolve("org.tropea.tls.bc-0.1.0.jar")));
    }

    @Test
    void whatIsMeasuredOnceOnEachJdkTakesItsOwnEngine() throws IOException {
        install("org.tropea.tls.jdk-0.1.0.jar");
        assertEquals(List.of("JDK 17 bc", "JDK 25 jdk"), labels(Subject.oneOfEachJdk(subjects())));
    }

    @Test
    void anEngineThatRunsNowhereIsRefused() throws IOException {
        install("org.tropea.tls.jdk-0.1.0.jar");
        assertEquals(List.of("JDK 25 jdk"), labels(subjects("jdk")));
        assertThrows(IllegalArgumentException.class, () -> subjects("openssl"));
    }
}
