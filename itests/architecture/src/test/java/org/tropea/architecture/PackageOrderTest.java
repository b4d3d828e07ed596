package org.tropea.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Within the bundles that have layers, a package knows only packages below it. */
class PackageOrderTest {
    /** The pipeline, lowest first. */
    static final List<String> CORE = List.of(
            "slot",
            "exchange",
            "conn",
            "circuitmux",
            "scheduler",
            "channel",
            "circuit",
            "edge",
            "origin",
            "pipeline",
            "shell");

    /** The data plane's contracts, lowest first. */
    static final List<String> FLOW = List.of(
            "fault",
            "buffer",
            "suspend",
            "scope",
            "loop",
            "conn",
            "tls",
            "channel",
            "circuitmux",
            "circuit",
            "congestion",
            "edge",
            "origin",
            "entry",
            "scheduler",
            "transport",
            "role",
            "pipeline");

    @Test
    void core() {
        assertOrdered("org.tropea.core", CORE);
    }

    @Test
    void flow() {
        assertOrdered("org.tropea.flow", FLOW);
    }

    private static void assertOrdered(String root, List<String> order) {
        JavaClasses classes = ImportedClasses.of(root);
        Set<String> unknown = new TreeSet<>();
        Set<String> upward = new TreeSet<>();
        for (JavaClass type : classes) {
            int from = level(type, root, order);
            if (from < 0 && !part(type, root).isEmpty()) {
                unknown.add(type.getPackageName());
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (level(dependency.getTargetClass(), root, order) > from) {
                    upward.add(dependency.getDescription());
                }
            }
        }
        assertEquals(Set.of(), unknown, "packages that have no place in the order " + order);
        assertTrue(upward.isEmpty(), () -> "lowest first is " + order + "\n" + String.join("\n", upward));
    }

    /** The place of a class's package, -1 outside the order. */
    private static int level(JavaClass type, String root, List<String> order) {
        return type.getPackageName().startsWith(root) ? order.indexOf(part(type, root)) : -1;
    }

    private static String part(JavaClass type, String root) {
        String rest = type.getPackageName().substring(root.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
    }
}
