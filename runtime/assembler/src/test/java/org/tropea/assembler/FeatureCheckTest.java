package org.tropea.assembler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeatureCheckTest {
    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="asker">
              <reference name="it" interface="%s" cardinality="%s" bind="bind"/>
              <implementation class="java.lang.Object"/>
            </scr:component>
            """;

    @TempDir
    Path temp;

    @Test
    void aCompleteFeaturePasses() throws Exception {
        FeatureCheck.Result result = check(bundle("fine", "java.lang", component("not.There", "0..1")));
        assertEquals(1, result.components());
    }

    @Test
    void aMissingImportIsNamed() throws Exception {
        Path lacking = bundle("lacking", "not.there", component("x.Y", "0..n"));
        AssemblyFault fault = assertThrows(AssemblyFault.class, () -> check(lacking));
        assertTrue(fault.getMessage().contains("lacking") && fault.getMessage().contains("not.there"));
    }

    @Test
    void aReferenceThatNothingCanSatisfyIsNamed() throws Exception {
        Path asking = bundle("asking", "java.lang", component("not.There", "1..1"));
        AssemblyFault fault = assertThrows(AssemblyFault.class, () -> check(asking));
        assertTrue(fault.getMessage().endsWith("asker: nothing offers not.There"), fault.getMessage());
    }

    @Test
    void aBundleForALaterJavaIsLeftOut() throws Exception {
        Path fine = bundle("fine", "java.lang", component("not.There", "0..1"));
        Path later = bundle("later", "java.lang", component("not.There", "1..1"), "(version>=999)");
        Path present = bundle("present", "java.lang", component("not.There", "0..1"), "(version>=17)");
        int all = check(fine).bundles();
        assertEquals(all, check(fine, later).bundles());
        assertEquals(all + 1, check(fine, present).bundles());
    }

    private static FeatureCheck.Result check(Path... bundles) throws Exception {
        List<Path> jars = new ArrayList<>();
        for (String type : List.of(
                "org.osgi.util.function.Function",
                "org.osgi.util.promise.Promise",
                "org.osgi.service.component.ComponentContext",
                "org.apache.felix.scr.impl.Activator")) {
            jars.add(Path.of(Class.forName(type, false, FeatureCheckTest.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        }
        jars.addAll(List.of(bundles));
        return FeatureCheck.run("test", jars);
    }

    private static String component(String service, String cardinality) {
        return COMPONENT.formatted(service, cardinality);
    }

    private Path bundle(String name, String imported, String component) throws Exception {
        return bundle(name, imported, component, "(version>=1.8)");
    }

    private Path bundle(String name, String imported, String component, String java) throws Exception {
        Manifest manifest = new Manifest();
        Map.of(
                        "Manifest-Version",
                        "1.0",
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        name,
                        "Import-Package",
                        imported,
                        "Require-Capability",
                        "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)" + java + ")\"",
                        "Service-Component",
                        "component.xml")
                .forEach(manifest.getMainAttributes()::putValue);
        Path file = temp.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("component.xml"));
            jar.write(component.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
