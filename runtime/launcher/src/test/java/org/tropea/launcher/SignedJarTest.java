package org.tropea.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jars count as signed, and what somebody without the key may try. */
class SignedJarTest {
    @TempDir
    static Path folder;

    private static SigningKey ours;
    private static SigningKey theirs;

    private Path signed;

    @BeforeAll
    static void keys() throws Exception {
        ours = SigningKey.create(folder, "ours");
        theirs = SigningKey.create(folder, "theirs");
    }

    @BeforeEach
    void sign() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/B.class", new byte[1000]);
        entries.put("a/text", "text".getBytes(StandardCharsets.UTF_8));
        Path plain = Jars.bundle(folder.resolve("plain.jar"), "x", "", entries);
        signed = ours.sign(plain, folder.resolve("signed.jar"), "OURS");
    }

    private static String refusal(Path jar) throws Exception {
        return SignedJar.refusal(jar.toFile(), Set.of(ours.fingerprint()));
    }

    private void assertRefused(String word, Map<String, byte[]> entries) throws Exception {
        String refusal = refusal(Jars.write(folder.resolve("changed.jar"), entries));
        assertNotNull(refusal);
        assertTrue(refusal.contains(word), refusal);
    }

    @Test
    void ours() throws Exception {
        assertNull(refusal(signed));
    }

    @Test
    void anotherSignatureBesideOursDoesNoHarm() throws Exception {
        assertNull(refusal(theirs.sign(signed, folder.resolve("both.jar"), "THEIRS")));
    }

    @Test
    void aCertificateThatHasExpiredIsStillTheOneNamed() throws Exception {
        SigningKey old = SigningKey.create(folder, "old", "-startdate", "-2y", "-validity", "30");
        Path jar = old.sign(folder.resolve("plain.jar"), folder.resolve("old.jar"), "OLD");
        assertNull(SignedJar.refusal(jar.toFile(), Set.of(old.fingerprint())));
    }

    @Test
    void unsigned() throws Exception {
        assertEquals("a/B.class is not signed", refusal(folder.resolve("plain.jar")));
    }

    @Test
    void signedByOthers() throws Exception {
        Path jar = theirs.sign(folder.resolve("plain.jar"), folder.resolve("theirs.jar"), "OURS");
        assertEquals("a/B.class is signed by others only", refusal(jar));
    }

    @Test
    void aChangedEntry() throws Exception {
        Map<String, byte[]> entries = Jars.read(signed);
        entries.put("a/text", "next".getBytes(StandardCharsets.UTF_8));
        assertRefused("cannot be verified", entries);
    }

    @Test
    void anEntryMore() throws Exception {
        Map<String, byte[]> entries = Jars.read(signed);
        entries.put("a/C.class", new byte[10]);
        assertRefused("a/C.class is not signed", entries);
        entries.remove("a/C.class");
        entries.put("META-INF/services/a.Service", new byte[10]);
        assertRefused("META-INF/services/a.Service is not signed", entries);
    }

    @Test
    void anEntryMoreSignedByOthers() throws Exception {
        Map<String, byte[]> entries = Jars.read(signed);
        entries.put("a/C.class", new byte[10]);
        Path more = Jars.write(folder.resolve("more.jar"), entries);
        String refusal = refusal(theirs.sign(more, folder.resolve("more-theirs.jar"), "THEIRS"));
        assertNotNull(refusal);
    }

    @Test
    void aManifestThatSaysMore() throws Exception {
        Map<String, byte[]> entries = Jars.read(signed);
        String manifest = new String(entries.get("META-INF/MANIFEST.MF"), StandardCharsets.UTF_8);
        String main = manifest.replace("Bundle-Symb", "Bundle-Activator: a.B\r\nBundle-Symb");
        assertTrue(!main.equals(manifest));
        entries.put("META-INF/MANIFEST.MF", main.getBytes(StandardCharsets.UTF_8));
        assertRefused("", entries);
        entries.put(
                "META-INF/MANIFEST.MF", (manifest + "Name: a/none\r\nX: y\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        assertRefused("manifest is not the one that was signed", entries);
    }

    @Test
    void aSecondManifest() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("meta-inf/manifest.mf", Jars.read(signed).get("META-INF/MANIFEST.MF"));
        entries.putAll(Jars.read(signed));
        assertRefused("", entries);
    }

    @Test
    void aManifestAlone() throws Exception {
        Path jar = Jars.bundle(folder.resolve("empty.jar"), "x", "", Map.of());
        assertEquals("nothing in it is signed", refusal(jar));
        assertEquals("nothing in it is signed", refusal(ours.sign(jar, folder.resolve("empty-signed.jar"), "OURS")));
    }

    @Test
    void whatIsNoJar() throws Exception {
        assertTrue(
                refusal(Files.writeString(folder.resolve("text.jar"), "text")).startsWith("it cannot be verified"));
        assertTrue(refusal(folder.resolve("none.jar")).startsWith("it cannot be verified"));
    }

    @Test
    void signersAreFingerprintsOrPemFiles() throws Exception {
        String pem = ours.pem(folder.resolve("ours.pem")).toString();
        String colons = ours.fingerprint().toUpperCase().replaceAll("(..)(?=.)", "$1:");
        assertEquals(Set.of(ours.fingerprint()), BundleSigners.read(List.of(pem, colons, ours.fingerprint())));
        assertEquals(Set.of(), BundleSigners.read(List.of()));
        for (String wrong : List.of("abcd", "ours.pem", folder + "/none.pem", signed.toString())) {
            StartFault fault = assertThrows(StartFault.class, () -> BundleSigners.read(List.of(wrong)));
            assertTrue(fault.getMessage().contains(wrong), fault.getMessage());
        }
    }
}
