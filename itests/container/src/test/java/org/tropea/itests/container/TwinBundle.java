package org.tropea.itests.container;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** A second instance of an installed bundle: the same classes under another symbolic name and another service name. */
final class TwinBundle {
    private TwinBundle() {}

    /** Installs and starts a copy of {@code original} whose components say {@code newName} where it says {@code oldName}. */
    static Bundle start(BundleContext context, Bundle original, String oldName, String newName)
            throws IOException, BundleException {
        byte[] jar = copy(original, oldName, newName);
        Bundle twin = context.installBundle("twin:" + newName, new ByteArrayInputStream(jar));
        twin.start();
        return twin;
    }

    private static byte[] copy(Bundle original, String oldName, String newName) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream file = new URL(original.getLocation()).openStream();
                JarInputStream from = new JarInputStream(file);
                JarOutputStream to = new JarOutputStream(bytes, renamed(from.getManifest(), newName))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(content(entry.getName(), from.readAllBytes(), oldName, newName));
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Manifest renamed(Manifest manifest, String newName) {
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue(
                Constants.BUNDLE_SYMBOLICNAME, attributes.getValue(Constants.BUNDLE_SYMBOLICNAME) + "." + newName);
        return manifest;
    }

    private static byte[] content(String path, byte[] content, String oldName, String newName) {
        if (!path.startsWith("OSGI-INF/") || !path.endsWith(".xml")) {
            return content;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        return text.replace("value=\"" + oldName + "\"", "value=\"" + newName + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
