package org.tropea.itests.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lowest version of Java that a bundle resolves on, as its manifest says. (Read here, not asked of the framework, so
 * that a test may compare the two.)
 */
record JavaNeeds(int version) {
    private static final Pattern JAVA = Pattern.compile("osgi\\.ee=JavaSE\\)\\(version>?=(\\d+)");

    /** Of the header Require-Capability, which may be missing. */
    static JavaNeeds of(String requirements) {
        int highest = 0;
        for (Matcher java = JAVA.matcher(requirements == null ? "" : requirements); java.find(); ) {
            highest = Math.max(highest, Integer.parseInt(java.group(1)));
        }
        return new JavaNeeds(highest);
    }

    static JavaNeeds of(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return of(file.getManifest().getMainAttributes().getValue("Require-Capability"));
        }
    }

    /** Whether this JVM has it. */
    boolean here() {
        return Runtime.version().feature() >= version;
    }
}
