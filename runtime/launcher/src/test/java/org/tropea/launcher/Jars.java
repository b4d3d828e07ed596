package org.tropea.launcher;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Jars made for a test, and jars changed by somebody without a key. */
final class Jars {
    private Jars() {}

    /** A bundle with one class, or what else {@code entries} say; {@code headers} are lines of its manifest. */
    static Path bundle(Path file, String name, String headers, Map<String, byte[]> entries) throws Exception {
        Map<String, byte[]> all = new LinkedHashMap<>();
        String manifest = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + name + "\n"
                + headers + "\n";
        all.put("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8));
        all.putAll(entries);
        return write(file, all);
    }

    static Path write(Path file, Map<String, byte[]> entries) throws Exception {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** Everything in a jar, in its order. */
    static Map<String, byte[]> read(Path file) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    /** The class file of {@code type} under its entry's name. */
    static Map<String, byte[]> classFile(Class<?> type) throws Exception {
        String name = type.getName().replace('.', '/') + ".class";
        try (var in = type.getClassLoader().getResourceAsStream(name)) {
            return Map.of(name, in.readAllBytes());
        }
    }
}
