package org.tropea.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Bootstrap;
import org.tropea.net.directory.Directory;
import org.tropea.net.directory.NetworkView;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.KeysFactory;

/**
 * The demo from an empty data directory to a fetched page, on the launcher's thread: makes the authorities' keys, starts
 * authorities, relays, an exit and a client as routers of this container, and waits for their vote and the client's
 * bootstrap. The launcher ends it, and deletes what it wrote.
 */
final class Demo implements Callable<Integer> {
    private static final List<String> RELAYS = List.of("relay0", "relay1", "exit0");
    private static final String CLIENT = "client0";
    private static final int PATIENCE_SECONDS = 90;
    private static final int LOOK_MILLIS = 1_000;
    /** From the start of the authorities until all relays have published, and as much again for a slow start. */
    private static final int LEAD_SECONDS = 4;

    private final Settings settings;
    private final Routers routers;
    private final KeysFactory keys;
    private final Shells shells;
    private final Circuits circuits;
    private final Ports ports;
    private final PrintStream out = System.out;
    private final Progress progress;
    private final Map<String, RouterScope> scopes = new LinkedHashMap<>();
    private int socksPort;
    private Thread player;
    private boolean ended;

    Demo(Settings settings, Routers routers, KeysFactory keys, Ports ports, Shells shells, Circuits circuits) {
        this.settings = settings;
        this.routers = routers;
        this.keys = keys;
        this.shells = shells;
        this.circuits = circuits;
        this.ports = ports;
        this.progress = new Progress(out, Progress.isTerminal(), settings.began());
    }

    @Override
    public Integer call() throws Exception {
        begin(Thread.currentThread());
        try (WebServer web = new WebServer()) {
            progress.reached(5, "the container runs; making the authorities' keys");
            List<Authority> authorities = authorities();
            start(authorities);
            bootstrap(authorities);
            fetch(web);
            if (settings.stay()) {
                stay(web);
            }
            return 0;
        } catch (DemoFault fault) {
            out.println();
            out.println("demo: " + fault.getMessage());
            return 1;
        } catch (InterruptedException over) {
            return 1;
        } finally {
            begin(null);
        }
    }

    private synchronized void begin(Thread thread) {
        player = thread;
        if (ended && thread != null) {
            thread.interrupt();
        }
    }

    /** The demo's bundle stops: whatever it waits for does not come. Any thread. */
    synchronized void end() {
        ended = true;
        if (player != null) {
            player.interrupt();
        }
    }

    // ---- keys and routers -----------------------------------------------------------------------------------------

    private List<Authority> authorities() {
        List<CompletableFuture<Authority>> made = new ArrayList<>();
        List<CompletableFuture<Void>> relays = RELAYS.stream()
                .map(relay -> CompletableFuture.runAsync(() -> keys(relay)))
                .toList();
        for (int i = 0; i < settings.authorities(); i++) {
            String nickname = "authority" + i;
            made.add(CompletableFuture.supplyAsync(() -> authority(nickname)));
        }
        relays.forEach(CompletableFuture::join);
        return made.stream().map(CompletableFuture::join).toList();
    }

    /** A relay's keys, so that all relays publish soon after the authorities start, before the first vote. */
    private void keys(String relay) {
        try {
            keys.open(Authority.named(data(relay)));
        } catch (KeyFault fault) {
            throw new CompletionException(fault);
        }
    }

    private Authority authority(String nickname) {
        try {
            return Authority.make(nickname, data(nickname), keys, ports, Instant.now());
        } catch (IOException | KeyFault | DemoFault fault) {
            throw new CompletionException(fault);
        }
    }

    private Path data(String nickname) {
        return settings.data().resolve("routers").resolve(nickname);
    }

    /** Authorities first, so that the others find them at their first try. */
    private void start(List<Authority> authorities) throws IOException, DemoFault, InterruptedException {
        progress.reached(
                10, "starting " + authorities.size() + " directory authorit" + (authorities.size() == 1 ? "y" : "ies"));
        int offset = offset(Instant.now().getEpochSecond());
        for (Authority each : authorities) {
            routers.start(each.nickname(), Torrc.authority(each, data(each.nickname()), authorities, offset));
        }
        for (Authority each : authorities) {
            scopes.put(each.nickname(), routers.await(each.nickname()));
            awaitCertificate(each);
        }
        progress.reached(20, "starting the relays " + String.join(", ", RELAYS) + " and the client");
        for (String relay : RELAYS) {
            routers.start(relay, Torrc.relay(relay, relay.startsWith("exit"), data(relay), authorities));
        }
        for (String relay : RELAYS) {
            scopes.put(relay, routers.await(relay));
        }
        progress.reached(30, "relays publish their descriptors; waiting for the vote");
        awaitConsensus(scopes.get(authorities.get(0).nickname()).part(Directory.class));
        socksPort = ports.free();
        routers.start(CLIENT, Torrc.client(CLIENT, socksPort, data(CLIENT), authorities));
        scopes.put(CLIENT, routers.await(CLIENT));
    }

    /** Until its role has begun an authority turns descriptors away, and relays come again after seconds. */
    private void awaitCertificate(Authority authority) throws DemoFault, InterruptedException {
        URI certificates = URI.create("http://127.0.0.1:" + authority.dirPort() + "/tor/keys/all");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Routers.START_SECONDS);
        while (!isThere(certificates)) {
            if (System.nanoTime() > end) {
                throw new DemoFault(
                        authority.nickname() + " serves no certificate within " + Routers.START_SECONDS + " s");
            }
            Thread.sleep(50);
        }
    }

    /** Whether {@code page} is served; who refuses, breaks off or says nothing for a second does not do so yet. */
    static boolean isThere(URI page) {
        try {
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setConnectTimeout(LOOK_MILLIS);
            connection.setReadTimeout(LOOK_MILLIS);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Has the first vote come as soon as everybody can be there, not at whatever multiple of the interval comes next. */
    private int offset(long now) {
        long holds = now + LEAD_SECONDS + settings.authorities() + Torrc.FIRST_DELAYS;
        return (int) (holds % Torrc.FIRST_INTERVAL);
    }

    /** Waits until an authority has a consensus with every relay in it. */
    private void awaitConsensus(Directory directory) throws DemoFault, InterruptedException {
        CountDownLatch listed = new CountDownLatch(1);
        try (Directory.Listening listening = directory.listen(view -> look(view, listed))) {
            look(directory.current(), listed);
            await(listed, "no consensus with all relays");
        }
        progress.reached(50, "the authorities signed a consensus; the client fetches it");
    }

    private static void look(NetworkView view, CountDownLatch listed) {
        List<String> names = view.nodes().stream().map(node -> node.nickname()).toList();
        if (names.containsAll(RELAYS)) {
            listed.countDown();
        }
    }

    private void bootstrap(List<Authority> authorities) throws DemoFault, InterruptedException {
        Bootstrap client = scopes.get(CLIENT).part(Bootstrap.class);
        CountDownLatch done = new CountDownLatch(1);
        try (Directory.Listening listening = client.listen(phase -> show(phase, done))) {
            show(client.phase(), done);
            await(done, "the client did not bootstrap");
        }
    }

    private void show(Bootstrap.Phase phase, CountDownLatch done) {
        progress.reached(50 + phase.percent() / 2, "client: " + phase);
        if (phase == Bootstrap.Phase.DONE) {
            done.countDown();
        }
    }

    private void await(CountDownLatch latch, String what) throws DemoFault, InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new DemoFault(what + " within " + PATIENCE_SECONDS + " s");
        }
    }

    // ---- the page -------------------------------------------------------------------------------------------------

    private void fetch(WebServer web) throws IOException, DemoFault {
        long asked = System.nanoTime();
        Proxy socks = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", socksPort));
        URLConnection connection = URI.create(web.url()).toURL().openConnection(socks);
        connection.setReadTimeout(PATIENCE_SECONDS * 1000);
        int got;
        double first;
        double firstSinceStart;
        try (InputStream body = connection.getInputStream()) {
            got = body.read() < 0 ? 0 : 1;
            first = (System.nanoTime() - asked) / 1e6;
            firstSinceStart = progress.seconds();
            got += body.readAllBytes().length;
        }
        if (got != WebServer.bytes()) {
            throw new DemoFault(got + " bytes came instead of " + WebServer.bytes());
        }
        report(web, got, first, firstSinceStart);
    }

    private void report(WebServer web, int bytes, double firstMillis, double sinceStart) throws DemoFault {
        List<String> path = circuits.used(CLIENT);
        say("");
        say(
                "%s through SOCKS at 127.0.0.1:%d: %d bytes, the first after %.0f ms",
                web.url(), socksPort, bytes, firstMillis);
        say("circuit: %s - %s - web server", CLIENT, String.join(" - ", path));
        say("");
        say(
                "%-11s %-7s %10s %10s %8s %9s %10s %8s",
                "router", "is", "KiB read", "written", "relayed", "delivered", "originated", "circuits");
        hop(CLIENT, "client");
        String[] places = {"guard", "middle", "exit"};
        for (int i = 0; i < path.size(); i++) {
            hop(path.get(i), i < places.length ? places[i] : "hop " + (i + 1));
        }
        for (String each : scopes.keySet()) {
            if (!path.contains(each) && !each.equals(CLIENT)) {
                hop(each, "");
            }
        }
        say("");
        say("first byte through %d hops %.1f s after the start of the process", path.size(), sinceStart);
    }

    private void hop(String router, String place) {
        PipelineTotals totals = scopes.get(router).part(Pipeline.class).totals();
        say(
                "%-11s %-7s %10.1f %10.1f %8d %9d %10d %8d",
                router,
                place,
                totals.bytesRead() / 1024.0,
                totals.bytesWritten() / 1024.0,
                totals.cellsRelayed(),
                totals.cellsDelivered(),
                totals.cellsOriginated(),
                totals.circuitsBuilt());
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    private void stay(WebServer web) throws IOException, DemoFault, InterruptedException {
        say("");
        say("The network keeps running until Ctrl-C; its data, which are deleted then, are in %s", settings.data());
        say("  through it:  curl --socks5-hostname 127.0.0.1:%d %s", socksPort, web.url());
        say("  the shell:   %s", shells.open());
        new CountDownLatch(1).await(); // the launcher ends the process
    }
}
