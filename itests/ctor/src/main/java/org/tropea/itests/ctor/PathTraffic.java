package org.tropea.itests.ctor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Compared traffic along one named path: C circuits with S streams each, every stream under its own SOCKS user name
 * and attached to its circuit. Settings first, then {@link #run}, or {@link #build} and {@link #start} when something
 * shall happen in between. One thread sets it up and closes it.
 */
public final class PathTraffic implements Closeable {

    final ClientCircuits client;
    final int socksPort;
    private final List<String> path;
    private int count = 1;
    private List<PathCircuit> circuits = List.of();
    int streams = 1;
    long bytes = 1 << 20;
    boolean sha256 = true;
    boolean repeat;
    private Duration pause = Duration.ZERO;
    String host = "127.0.0.1";
    Duration limit = Duration.ofSeconds(120);
    Transfer transfer = Transfer.DOWNLOAD;

    PathTraffic(ClientCircuits client, int socksPort, List<String> path) {
        this.client = client;
        this.socksPort = socksPort;
        this.path = path;
    }

    /** How many circuits; 1 unless told otherwise. */
    public PathTraffic circuits(int number) {
        count = number;
        return this;
    }

    /** How many streams on each circuit; 1 unless told otherwise. */
    public PathTraffic streams(int number) {
        streams = number;
        return this;
    }

    /** Bytes per stream; 1 MiB unless told otherwise. */
    public PathTraffic bytes(long number) {
        bytes = number;
        return this;
    }

    /** Towards the client (the default), each byte compared. */
    public PathTraffic download() {
        transfer = Transfer.DOWNLOAD;
        return this;
    }

    /** Away from the client; the far end answers with the SHA-256 of what arrived. */
    public PathTraffic upload() {
        transfer = Transfer.UPLOAD;
        return this;
    }

    /** Both ways at once; what comes back is compared. */
    public PathTraffic echo() {
        transfer = Transfer.ECHO;
        return this;
    }

    /** The host that streams ask the exit for; 127.0.0.1 unless told otherwise. Where it leads must be the same place. */
    public PathTraffic host(String name) {
        host = name;
        return this;
    }

    /** Whether downloads also compare a SHA-256 from the far end; on unless told otherwise. */
    public PathTraffic sha256(boolean on) {
        sha256 = on;
        return this;
    }

    /** Each stream is followed by a new one until {@link RunningTraffic#finish}. */
    public PathTraffic repeat() {
        repeat = true;
        return this;
    }

    /** As {@link #repeat()}, with a pause between a stream and the next. */
    public PathTraffic repeat(Duration between) {
        pause = between;
        return repeat();
    }

    /** Waits between two streams; false when interrupted. */
    boolean pause(boolean last) {
        try {
            if (!last) {
                Thread.sleep(pause.toMillis());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How long building the circuits may take, and how long the traffic may; 120 s unless told otherwise. */
    public PathTraffic limit(Duration value) {
        limit = value;
        return this;
    }

    /** Builds the circuits, unless they stand already. @throws IllegalStateException when one fails */
    public List<PathCircuit> build() {
        if (circuits.isEmpty()) {
            circuits = client.build(path, count, limit);
        }
        return circuits;
    }

    /** Builds if needed and starts all streams; returns at once. */
    public RunningTraffic start() {
        try {
            return new RunningTraffic(this, build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds, carries everything, closes the circuits, reports. */
    public TrafficReport run() {
        try (this) {
            return start().await();
        }
    }

    /** A SOCKS client whose streams go onto the first circuit: for connections that are refused, and for RESOLVE. */
    public SocksClient socks() {
        return new SocksClient(socksPort, client.userOn(build().get(0)), (int) limit.toMillis());
    }

    /** The relays. */
    public List<String> path() {
        return path;
    }

    /** Closes the circuits; the settings can be used again. */
    @Override
    public void close() {
        circuits.forEach(client::close);
        circuits = List.of();
    }
}
