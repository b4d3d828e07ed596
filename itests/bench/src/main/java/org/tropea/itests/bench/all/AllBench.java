package org.tropea.itests.bench.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tropea.itests.bench.TimeLimit;
import org.tropea.itests.ctor.TorPrograms;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command behind {@code itests/bench/all}. Exit code 0; 1 when a limit was missed or something failed, which the
 * table and the JSON tell apart; 2 for bad options.
 */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description =
                "Measures Tropea beside C tor on this machine and prints one table: a relay's CPU as middle, guard and"
                        + " exit, downloads through three relays, two loops beside one, what a cell allocates, the load"
                        + " generator's figures and JMH's. All runs of a row are interleaved, A B A B; figures are"
                        + " medians, ratios are taken pair by pair. Progress goes to stderr, the table to stdout.")
public final class AllBench implements Callable<Integer> {

    @Option(
            names = "--only",
            paramLabel = "ROW",
            split = ",",
            description = "measure only these: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    List<String> only = new ArrayList<>();

    @Option(names = "--list", description = "say what can be measured, and how much of it there is, and end")
    boolean list;

    @Option(names = "--pairs", paramLabel = "N", description = "measured runs of each contender")
    int pairs = 5;

    @Option(names = "--warm-ups", paramLabel = "N", description = "runs of each before, not counted")
    int warmUps = 1;

    @Option(
            names = "--mib",
            paramLabel = "N",
            description = "MiB per download; a download that is alone is six times as long")
    int mib = 16;

    @Option(
            names = "--java-home",
            paramLabel = "DIR",
            description = "a JDK for Tropea; repeatable; without it JAVA_HOME, or the JDK that runs this")
    List<Path> javaHomes = new ArrayList<>();

    @Option(names = "--engine", paramLabel = "NAME", split = ",", description = "TLS engines; without it all installed")
    List<String> engines = new ArrayList<>();

    @Option(
            names = "--installation",
            paramLabel = "DIR",
            description = "Tropea; repeatable, to compare builds; without it runtime/target/tropea of this checkout")
    List<Path> installations = new ArrayList<>();

    @Option(names = "--torrc", paramLabel = "LINE", description = "torrc line for Tropea's relays; repeatable")
    List<String> torrc = new ArrayList<>();

    @Option(names = "--ctor-torrc", paramLabel = "LINE", description = "torrc line for C tor's relays; repeatable")
    List<String> ctorTorrc = new ArrayList<>();

    @Option(names = "--run-limit", paramLabel = "SECONDS", description = "longest time for one run")
    int runLimit = 180;

    @Option(names = "--limit", paramLabel = "MINUTES", description = "longest time for everything")
    int limit = 120;

    @Option(names = "--json", paramLabel = "FILE", description = "also writes the rows and all runs there")
    Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "also writes the table there, for a README")
    Path markdown;

    private final Path root = Path.of(System.getProperty("tropea.root", "."));

    /** What {@code --help} lists. */
    static final class Names extends ArrayList<String> {
        Names() {
            super(new Catalogue(new Sizes(1, Duration.ZERO), Path.of(""), 1)
                    .parts().stream().map(Part::name).toList());
        }
    }

    /** Runs the command line and exits the JVM with its code. */
    public static void main(String[] args) {
        CommandLine line = new CommandLine(new AllBench());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            say(e.getMessage() == null ? e.toString() : e.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Catalogue catalogue = new Catalogue(new Sizes(mib, Duration.ofSeconds(runLimit)), root, pairs);
        List<Part> parts = catalogue.chosen(only);
        if (list) {
            parts.forEach(part -> System.out.printf("%-12s %s%n", part.name(), part.what()));
            return 0;
        }
        TimeLimit.start("bench/all", Duration.ofMinutes(limit));
        Path scratch = Files.createTempDirectory("bench-all-");
        Report report = new Report(AllBench::say);
        try {
            List<Subject> subjects = new Subjects(tropea(), scratch, torrc).of(homes(), engines);
            measure(parts, subjects, report);
            RowTable.print(System.out, report);
            if (json != null) {
                Json.write(json, setting(subjects), report);
            }
            if (markdown != null) {
                Files.write(markdown, MarkdownTable.lines(report.rows()));
            }
        } finally {
            delete(scratch);
        }
        return report.missed().isEmpty() && report.failures().isEmpty() ? 0 : 1;
    }

    private void measure(List<Part> parts, List<Subject> subjects, Report report) {
        long started = System.nanoTime();
        int contenders =
                parts.stream().mapToInt(part -> part.contenders(subjects)).sum();
        Turns turns = new Turns(warmUps, pairs, contenders, AllBench::say);
        try (Bed bed = new Bed(subjects, ctorTorrc)) {
            parts.forEach(part -> part.prepare(bed));
            bed.start();
            for (int i = 0; i < parts.size(); i++) {
                say("part %d of %d: %s, %d min after the start"
                        .formatted(i + 1, parts.size(), parts.get(i).name(), minutes(started)));
                attempt(parts.get(i), bed, turns, report);
            }
        }
        say("measured for %d min".formatted(minutes(started)));
    }

    private static long minutes(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMinutes();
    }

    /** One that fails does not keep the others from being measured. */
    private static void attempt(Part part, Bed bed, Turns turns, Report report) {
        try {
            part.measure(bed, turns, report);
        } catch (Exception failure) {
            report.failed(part.name(), failure);
        }
    }

    private List<Path> tropea() {
        List<Path> named = installations.isEmpty() ? List.of(root.resolve("runtime/target/tropea")) : installations;
        return named.stream().map(each -> each.toAbsolutePath().normalize()).toList();
    }

    private List<Path> homes() {
        if (!javaHomes.isEmpty()) {
            return javaHomes.stream().map(Path::toAbsolutePath).toList();
        }
        String named = System.getenv("JAVA_HOME");
        return List.of(Path.of(named == null ? System.getProperty("java.home") : named));
    }

    private Map<String, Object> setting(List<Subject> subjects) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        all.put("ctor", TorPrograms.locate().tor().toString());
        all.put("tropea", subjects.stream().map(Subject::label).toList());
        all.put("pairs", pairs);
        all.put("mib", mib);
        all.put("torrc", torrc);
        all.put("ctorTorrc", ctorTorrc);
        return all;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void say(String line) {
        System.err.printf(Locale.ROOT, "bench/all: %s%n", line);
    }
}
