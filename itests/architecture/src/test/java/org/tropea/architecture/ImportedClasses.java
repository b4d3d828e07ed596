package org.tropea.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Classes of the built jars, as ArchUnit sees them. */
final class ImportedClasses {
    private ImportedClasses() {}

    /** The classes of one bundle, none when it is not built. */
    static JavaClasses of(String bundle) {
        Map<String, Path> jars = Bundles.jars();
        return jars.containsKey(bundle) ? imported(List.of(jars.get(bundle))) : imported(List.of());
    }

    static JavaClasses all() {
        return imported(Bundles.jars().values());
    }

    private static JavaClasses imported(Collection<Path> jars) {
        List<Location> locations = jars.stream()
                .map(jar -> Location.of(URI.create("jar:" + jar.toUri() + "!/")))
                .toList();
        JavaClasses classes = new ClassFileImporter().importLocations(locations);
        assertEquals(jars.isEmpty(), classes.isEmpty(), "jars are read");
        return classes;
    }
}
