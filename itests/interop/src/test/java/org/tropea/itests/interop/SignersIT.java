package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.itests.interop.OpenSsh.Answer;

/**
 * A relay whose torrc names BundleSigners: by the shell, by deploy/ and by a configuration that watches another folder
 * come signed bundles only. The bundle is the scheduler that the installation lacks; the log says when it decides.
 */
class SignersIT {
    private static final String KIST = InteropNetwork.KIST;
    private static final String DECIDES = "scheduler KIST decides";
    private static final String REFUSED = "is refused by BundleSigners";

    @TempDir
    static Path folder;

    private static LoneRouter router;
    private static OpenSsh ssh;
    private static Path operator;
    private static Signer ours;
    private static Path unsigned;
    private static Path signed;
    private static Path theirs;
    private static Path tampered;

    @BeforeAll
    static void start() throws Exception {
        ours = Signer.create(folder, "ours");
        unsigned = Installation.jar(KIST);
        signed = ours.sign(unsigned, folder.resolve("signed.jar"));
        theirs = Signer.create(folder, "theirs").sign(unsigned, folder.resolve("theirs.jar"));
        tampered = withOneEntryMore(signed, folder.resolve("tampered.jar"));
        router = new LoneRouter(
                Installation.without(KIST).program(), folder, List.of("BundleSigners " + ours.pem()), List.of());
        ssh = new OpenSsh(folder, router.port());
        operator = ssh.key("operator", "ed25519");
        Path keys = Files.createDirectories(router.data().resolve("ssh")).resolve("authorized_keys");
        Files.writeString(keys, "role=\"operator\" " + Files.readString(Path.of(operator + ".pub")));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        router.start();
    }

    @AfterAll
    static void stop() throws Exception {
        router.close();
    }

    private static Path withOneEntryMore(Path jar, Path copy) throws Exception {
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(copy);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry : in.stream().toList()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                in.getInputStream(entry).transferTo(zip);
            }
            zip.putNextEntry(new ZipEntry("OSGI-INF/more.xml"));
            zip.write("<more/>".getBytes(StandardCharsets.UTF_8));
        }
        return copy;
    }

    private static Answer operator(String line) throws Exception {
        return ssh.run("operator", operator, line, "");
    }

    private static boolean isActive() throws Exception {
        String state = operator("bundle:list | grep " + KIST).out();
        return state.contains("active");
    }

    private static void assertRefused(Answer answer, String why) {
        assertEquals(1, answer.status(), answer.toString());
        assertTrue(answer.err().contains(REFUSED) && answer.err().contains(why), answer.err());
    }

    @Test
    void theShellInstallsAndUpdatesWhatIsSigned() throws Exception {
        int before = router.said(DECIDES);
        assertRefused(operator("bundle:install " + unsigned), "not signed");
        assertRefused(operator("bundle:install " + theirs), "signed by others only");
        assertRefused(operator("bundle:install " + tampered), "OSGI-INF/more.xml is not signed");
        assertEquals("", operator("bundle:list | grep " + KIST).out(), "nothing is left behind");
        assertEquals(before, router.said(DECIDES));
        assertEquals(0, operator("bundle:install " + signed).status());
        router.awaitSaid(DECIDES, before + 1);
        for (Path jar : List.of(unsigned, theirs, tampered)) {
            assertEquals(1, operator("bundle:update " + KIST + " " + jar).status());
        }
        assertTrue(isActive(), "the running one stays");
        assertEquals(0, operator("bundle:update " + KIST + " " + signed).status());
        router.awaitSaid(DECIDES, before + 2);
        assertEquals(0, operator("bundle:uninstall " + KIST).status());
    }

    /** Gogo calls the framework itself, so that nobody asks first. */
    @Test
    void theFrameworkItselfRefuses() throws Exception {
        int before = router.said(DECIDES);
        Answer answer = operator("b = $.context installBundle " + theirs.toUri() + "; $b start");
        assertEquals(1, answer.status(), answer.toString());
        assertEquals(before, router.said(DECIDES));
        assertFalse(isActive());
        assertEquals(0, operator("bundle:uninstall " + KIST).status());
    }

    /** By the update of bundle 0 the framework takes all bundles out of its cache and starts them again. */
    @Test
    void startingTheFrameworkAnewIsNoWayAround() throws Exception {
        int before = router.said(DECIDES);
        Answer installed = operator("b = $.context installBundle " + theirs.toUri() + "; $b start");
        assertEquals(1, installed.status(), installed.toString());
        operator("b = $.context getBundle 0; $b update");
        Run.Result ended = router.end();
        assertEquals(1, ended.code(), ended.toString());
        assertTrue(ended.err().toString().contains("with BundleSigners it starts anew only with the process"));
        assertEquals(before, router.said(DECIDES));
        router.start();
        assertEquals("", operator("bundle:list | grep " + KIST).out(), "it is forgotten");
    }

    /** What the last run had is in ConfigAdmin's store; the torrc counts. */
    @Test
    void othersMaySignAfterAStartWithAnotherOption() throws Exception {
        Path pem = folder.resolve("theirs.pem");
        router.kill();
        router.replace("BundleSigners " + ours.pem(), "BundleSigners " + pem);
        router.start();
        assertRefused(operator("bundle:install " + signed), "signed by others only");
        assertEquals(0, operator("bundle:install " + theirs).status());
        router.kill();
        router.replace("BundleSigners " + pem, "BundleSigners " + ours.pem());
        router.start();
        assertRefused(operator("bundle:install " + theirs), "signed by others only");
    }

    @Test
    void deployTakesWhatIsSigned() throws Exception {
        through(router.data().resolve("deploy"));
    }

    @Test
    void aConfigurationThatWatchesAnotherFolderIsNoWayAround() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Path cfg = Files.writeString(
                folder.resolve("org.apache.felix.fileinstall-x.cfg"),
                "felix.fileinstall.dir = " + other + "\nfelix.fileinstall.poll = 200\n");
        LoneRouter.drop(cfg, router.data().resolve("conf"));
        through(other);
    }

    /** Each wrong jar in turn takes the place of the one before, as an update; then the right one does. */
    private static void through(Path watched) throws Exception {
        int decided = router.said(DECIDES);
        int refused = router.said(REFUSED);
        Path place = watched.resolve("kist.jar");
        for (Path wrong : List.of(unsigned, theirs, tampered)) {
            put(wrong, place);
            refused++;
            router.awaitSaid(REFUSED, refused);
        }
        assertFalse(isActive());
        assertEquals(decided, router.said(DECIDES));
        put(signed, place);
        router.awaitSaid(DECIDES, decided + 1);
        put(tampered, place);
        router.awaitSaid(REFUSED, refused + 1);
        InteropNetwork.await("it stops", 10, () -> !isActive());
        Files.delete(place);
        InteropNetwork.await(
                "it goes",
                20,
                () -> operator("bundle:list | grep " + KIST).out().isEmpty());
    }

    private static void put(Path jar, Path place) throws Exception {
        Path renamed = Files.copy(jar, Files.createTempDirectory(folder, "put").resolve("kist.jar"));
        LoneRouter.drop(renamed, place.getParent());
    }
}
