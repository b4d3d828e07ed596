package org.tropea.itests.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;

/**
 * Directory mirrors that lie over real HTTP, one lie to each of many routers in one container: the log says why it is not
 * believed, what was in force stays, and the other mirror is asked.
 */
@Tag("waits")
class LyingMirrorIT {
    private static final EnumSet<Lie> AT_THE_START =
            EnumSet.of(Lie.OF_NOBODYS_KEYS, Lie.CERTIFICATE_CHANGED, Lie.WRONG_DIGESTS, Lie.NO_MICRODESCRIPTORS);
    private static final EnumSet<Lie> LATER = EnumSet.complementOf(AT_THE_START);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern VALID_AFTER = Pattern.compile("(?m)^valid-after (.*)$");
    private static final Pattern VALID_UNTIL = Pattern.compile("(?m)^valid-until (.*)$");
    private static final Map<Lie, Victim> CACHES = new EnumMap<>(Lie.class);
    private static final Map<Lie, Victim> CLIENTS = new EnumMap<>(Lie.class);

    /** When the lies about consensuses began: what is newer comes from somebody else. */
    private static LocalDateTime begun;

    private static CtorNode host;

    @RegisterExtension
    static final CtorNetworkExtension NET = DirectoryNetwork.NET;

    /** A router in the container that has no other mirrors than these; a client has no DirPort. */
    private record Victim(String name, LyingMirrors mirrors, int dirPort) {
        String consensus() {
            try (var in = URI.create("http://127.0.0.1:" + dirPort + Lie.MICRODESC)
                    .toURL()
                    .openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException notYet) {
                return "";
            }
        }

        LocalDateTime validAfter() {
            return time(VALID_AFTER, consensus());
        }

        void awaitSaid(String regex, int seconds) {
            Pattern line = Pattern.compile("\\] " + name + ": " + regex);
            InteropNetwork.await(
                    line.toString(),
                    seconds,
                    () -> line.matcher(Files.readString(host.log())).find());
        }
    }

    private static LocalDateTime time(Pattern pattern, String consensus) {
        Matcher found = pattern.matcher(consensus);
        return found.find() ? LocalDateTime.parse(found.group(1), TIME) : LocalDateTime.MIN;
    }

    /** Some hear lies from the beginning; the others when each has a consensus, and the oldest of them has expired. */
    @BeforeAll
    static void begin(CtorNetwork network) throws IOException {
        host = network.prepare(Tropea.relay("victims").option("PublishServerDescriptor 0"));
        host.start();
        for (Lie lie : LATER) {
            CACHES.put(lie, drop(network, lie, "", Map.of()));
        }
        for (Lie lie : AT_THE_START) {
            CACHES.put(lie, drop(network, lie, "", Map.of()));
            String socks = "127.0.0.1:" + network.freePort();
            CLIENTS.put(lie, drop(network, lie, "user", Map.of("ORPort", "0", "DirPort", "0", "SocksPort", socks)));
        }
        for (Lie lie : LATER) {
            Victim victim = CACHES.get(lie);
            InteropNetwork.await(
                    victim.name() + " has a consensus",
                    60,
                    () -> victim.validAfter().isAfter(LocalDateTime.MIN));
        }
        Lie.old = CACHES.get(Lie.EXPIRED).consensus().getBytes(StandardCharsets.UTF_8);
        LocalDateTime until = time(VALID_UNTIL, new String(Lie.old, StandardCharsets.UTF_8));
        InteropNetwork.await(
                "it expires", 60, () -> LocalDateTime.now(ZoneOffset.UTC).isAfter(until));
        LATER.forEach(lie -> CACHES.get(lie).mirrors().lie(lie));
        begun = LocalDateTime.now(ZoneOffset.UTC);
    }

    private static Victim drop(CtorNetwork network, Lie lie, String kind, Map<String, String> more) throws IOException {
        Victim victim = new Victim(lie.word() + kind, new LyingMirrors(network.joinLines()), network.freePort());
        if (AT_THE_START.contains(lie)) {
            victim.mirrors().lie(lie);
        }
        Map<String, List<String>> own = new LinkedHashMap<>();
        own.put("DirPort", List.of("127.0.0.1:" + victim.dirPort()));
        more.forEach((name, value) -> own.put(name, List.of(value)));
        own.put(
                "DirAuthority",
                victim.mirrors().lines().stream()
                        .map(line -> line.substring("DirAuthority ".length()))
                        .toList());
        new RouterFile(network, host, victim.name(), own).drop();
        return victim;
    }

    @AfterAll
    static void stop() {
        CACHES.values().forEach(victim -> victim.mirrors().close());
        CLIENTS.values().forEach(victim -> victim.mirrors().close());
        host.stop();
    }

    static EnumSet<Lie> later() {
        return LATER;
    }

    static EnumSet<Lie> atTheStart() {
        return AT_THE_START;
    }

    private static void awaitTheReason(Victim victim, Lie lie) {
        InteropNetwork.await(
                "a lie to " + victim.name(), 40, () -> victim.mirrors().liar() != null);
        victim.awaitSaid(lie.reason(victim.mirrors().liar()), 40);
    }

    @ParameterizedTest
    @MethodSource("later")
    void whatIsInForceStaysUntilAnotherMirrorIsAsked(Lie lie) {
        Victim victim = CACHES.get(lie);
        awaitTheReason(victim, lie);
        assertTrue(victim.validAfter().isAfter(LocalDateTime.MIN), "nothing is in force any more");
        InteropNetwork.await(
                "a newer one from the other mirror",
                40,
                () -> victim.validAfter().isAfter(begun));
    }

    @ParameterizedTest
    @MethodSource("atTheStart")
    void aCacheComesUpBetweenLies(Lie lie) {
        Victim victim = CACHES.get(lie);
        awaitTheReason(victim, lie);
        victim.awaitSaid("Bootstrapped 75% \\(enough_dirinfo\\)", 60);
        assertTrue(victim.validAfter().isAfter(LocalDateTime.MIN));
    }

    @ParameterizedTest
    @MethodSource("atTheStart")
    void aClientComesUpBetweenLies(Lie lie) {
        Victim victim = CLIENTS.get(lie);
        awaitTheReason(victim, lie);
        victim.awaitSaid("Bootstrapped 100% \\(done\\)", 60);
    }
}
