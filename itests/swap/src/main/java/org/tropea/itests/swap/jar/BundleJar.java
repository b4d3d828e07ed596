package org.tropea.itests.swap.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A bundle to be written: the content of another one, or classes of this module, under a name and a version of its own.
 * Cheap enough for hundreds of versions. Not thread safe.
 */
public final class BundleJar {
    private static final String COMPONENTS = "OSGI-INF/";

    private final Manifest manifest;
    private final Map<String, byte[]> content;

    private BundleJar(Manifest manifest, Map<String, byte[]> content) {
        this.manifest = manifest;
        this.content = content;
    }

    /** The content of {@code jar}, still under its own name and version. */
    public static BundleJar copyOf(Path jar) {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            Map<String, byte[]> content = new TreeMap<>();
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                content.put(entry.getName(), in.readAllBytes());
            }
            return new BundleJar(in.getManifest(), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundle " + jar, e);
        }
    }

    /**
     * One component: the first of {@code classes} offers {@code service} with {@code property} (as NAME=VALUE); the
     * others are what it needs beside the API.
     */
    public static BundleJar component(Class<?> service, String property, String imports, Class<?>... classes) {
        Map<String, byte[]> content = new TreeMap<>();
        for (Class<?> each : classes) {
            content.put(each.getName().replace('.', '/') + ".class", bytes(each));
        }
        String name = classes[0].getName();
        String file = COMPONENTS + name + ".xml";
        content.put(file, description(name, service.getName(), property).getBytes(StandardCharsets.UTF_8));
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package", imports);
        main.putValue("Service-Component", file);
        main.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))\"");
        return new BundleJar(manifest, content);
    }

    private static byte[] bytes(Class<?> type) {
        String file = '/' + type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String description(String name, String service, String property) {
        int equals = property.indexOf('=');
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                  <property name="%s" type="String" value="%s"/>
                  <service><provide interface="%s"/></service>
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(name, property.substring(0, equals), property.substring(equals + 1), service, name);
    }

    /** The bundle's symbolic name. */
    public BundleJar symbolicName(String name) {
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        return this;
    }

    /** The bundle's version. */
    public BundleJar version(String version) {
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        return this;
    }

    /** Sets the service property {@code name} of its components that have it, or adds it to all when none has. */
    public BundleJar property(String name, String value) {
        String line = "<property name=\"" + name + "\" type=\"String\" value=\"" + value + "\"/>";
        for (Map.Entry<String, byte[]> entry : content.entrySet()) {
            if (entry.getKey().startsWith(COMPONENTS) && entry.getKey().endsWith(".xml")) {
                entry.setValue(withProperty(new String(entry.getValue(), StandardCharsets.UTF_8), name, line));
            }
        }
        return this;
    }

    private static byte[] withProperty(String xml, String name, String line) {
        String without = xml.replaceAll("(?s)<property name=\"" + name + "\"[^>]*?(/>|>[^<]*</property>)", "");
        return without.replaceFirst("<service", line + "<service").getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces the text constant {@code from} of its classes, everywhere, by {@code to}, which must be as long in ASCII. */
    public BundleJar constant(String from, String to) {
        byte[] old = utf8(from);
        byte[] with = utf8(to);
        if (old.length != with.length) {
            throw new IllegalArgumentException(to + " is not as long as " + from);
        }
        content.replaceAll((file, bytes) -> file.endsWith(".class") ? replaced(bytes, old, with) : bytes);
        return this;
    }

    /** A CONSTANT_Utf8 as class files have it (JVM specification 4.4.7). */
    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(3 + bytes.length)
                .put((byte) 1)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
        byte[] copy = bytes.clone();
        for (int i = 0; i + from.length <= copy.length; i++) {
            if (Arrays.equals(copy, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, copy, i, to.length);
            }
        }
        return copy;
    }

    /** Writes it; an older file of that name is replaced at once and whole. */
    public Path write(Path file) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try (OutputStream to = Files.newOutputStream(part);
                    JarOutputStream out = new JarOutputStream(to, manifest)) {
                for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                    out.putNextEntry(new JarEntry(entry.getKey()));
                    new ByteArrayInputStream(entry.getValue()).transferTo(out);
                    out.closeEntry();
                }
            }
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the bundle " + file, e);
        }
    }
}
