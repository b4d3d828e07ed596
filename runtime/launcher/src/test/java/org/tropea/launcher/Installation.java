package org.tropea.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.launch.Framework;
import org.tropea.net.option.Options;
import org.tropea.torrc.TorrcMain;

/** A small installation: the real start script and launcher, and one bundle, the {@link FakeRouter}. */
final class Installation {
    private final Path home;
    private String javaOptions = "-XX:+UseSerialGC -Dtropea.start.seconds=2";

    private Installation(Path home) {
        this.home = home;
    }

    static Installation create(Path home) throws IOException, URISyntaxException {
        for (String part : List.of("bin", "lib", "conf", "bundle", "deploy")) {
            Files.createDirectories(home.resolve(part));
        }
        Path source = Path.of("../src/main/tropea");
        Files.copy(source.resolve("bin/tropea"), home.resolve("bin/tropea"));
        Files.copy(source.resolve("conf/config.properties"), home.resolve("conf/config.properties"));
        home.resolve("bin/tropea").toFile().setExecutable(true);
        Files.copy(location(Framework.class), home.resolve("bin/felix.jar"));
        library(home, "launcher", Main.class);
        library(home, "torrc", TorrcMain.class);
        library(home, "net", Options.class);
        jar(home.resolve("bundle/fake.jar"), fakeManifest(), location(FakeRouter.class), "FakeRouter");
        return new Installation(home);
    }

    /** Temporary files are below {@code folder}, which has no space in its name. */
    void temporary(Path folder) throws IOException {
        javaOptions += " -Djava.io.tmpdir=" + Files.createDirectories(folder);
    }

    /** Runs {@code bin/tropea}; the process's error stream is merged into its output. */
    Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/tropea").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TROPEA_JAVA_OPTS", javaOptions);
        return builder.start();
    }

    /** A module comes as a jar, or as a directory of classes when it was compiled only. */
    private static void library(Path home, String name, Class<?> type) throws IOException, URISyntaxException {
        Path jar = home.resolve("lib").resolve(name + ".jar");
        Path found = location(type);
        if (Files.isDirectory(found)) {
            jar(jar, new Manifest(), found, "");
        } else {
            Files.copy(found, jar);
        }
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Manifest fakeManifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "fake");
        main.putValue("Bundle-Activator", FakeRouter.class.getName());
        main.putValue("Import-Package", "org.osgi.framework");
        return manifest;
    }

    private static void jar(Path file, Manifest manifest, Path classes, String only) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(classes)) {
            found = walk.filter(f -> f.toString().endsWith(".class"))
                    .filter(f -> f.getFileName().toString().startsWith(only))
                    .toList();
        }
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Path path : found) {
                jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, jar);
            }
        }
    }
}
