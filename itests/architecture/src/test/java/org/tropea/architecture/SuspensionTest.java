package org.tropea.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One reason has one holder, and only suspensions switch a direction. */
class SuspensionTest {
    private static final String FLOW = "org.tropea.flow";

    @Test
    void eachReasonIsHeldByOneClass() throws IOException {
        ReasonUses uses = ReasonUses.of(sources());
        Map<String, Set<String>> several = new TreeMap<>();
        for (String reason : reasons()) {
            Set<String> classes = uses.holders().getOrDefault(reason, Set.of());
            if (classes.size() != 1) {
                several.put(reason, classes);
            }
        }
        assertEquals(Map.of(), several, "reasons with other than one class that holds them");
    }

    @Test
    void reasonsGoNowhereButIntoSuspensions() throws IOException {
        Map<String, Set<String>> elsewhere = ReasonUses.of(sources()).called();
        elsewhere.values().removeIf(methods -> !methods.contains(""));
        assertEquals(Map.of(), elsewhere, "reasons returned or kept, so that nobody sees who holds them");
    }

    /** Where a suspension becomes something that the loop sees. */
    @Test
    void oneClassShowsInterestAndOneAccepts() {
        assertEquals(
                Set.of("org.tropea.core.conn.SocketConnection"),
                callers("org.tropea.flow.loop.IoSocket", "interest"),
                "classes that open and shut a socket's directions");
        assertEquals(
                Set.of("org.tropea.conn.listener.SocketListener"),
                callers("org.tropea.flow.loop.IoListener", "accepting"),
                "classes that have a listening socket accept");
    }

    private static Set<String> reasons() {
        JavaClass type = ImportedClasses.of(FLOW).get(FLOW + ".suspend.Reason");
        Set<String> names = new TreeSet<>();
        for (JavaField field : type.getFields()) {
            if (field.getRawType().equals(type)) {
                names.add(field.getName());
            }
        }
        assertTrue(names.contains("OPERATOR"), "the constants are found: " + names);
        return names;
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path bundle : Bundles.directories().values()) {
            Path main = bundle.resolve("src/main/java");
            if (Files.isDirectory(main) && !bundle.endsWith(Bundles.TESTKIT)) {
                try (Stream<Path> all = Files.walk(main)) {
                    all.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    /** Outermost classes that call {@code method} of {@code owner} or of what extends it, without the testkit's. */
    private static Set<String> callers(String owner, String method) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass type : ImportedClasses.all()) {
            for (JavaAccess<?> call : type.getMethodCallsFromSelf()) {
                if (call.getName().equals(method)
                        && call.getTargetOwner().isAssignableTo(owner)
                        && !type.isAssignableTo(owner)
                        && !type.getName().startsWith(Bundles.TESTKIT)) {
                    callers.add(type.getName().replaceFirst("\\$.*", ""));
                }
            }
        }
        return callers;
    }
}
