package org.tropea.itests.ctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The torrc lines of a node. Every one holds {@code TestingTorNetwork 1}, private {@code DirAuthority} lines and
 * {@code OutboundBindAddress} with the node's address, 127.0.0.1 or one that exists only in network namespaces of the
 * test's own, so no node ever talks to anything outside.
 */
final class Torrc {

    private final List<String> lines = new ArrayList<>();
    private final String address;

    private Torrc(String address) {
        this.address = address;
    }

    Torrc add(String... more) {
        lines.addAll(List.of(more));
        return this;
    }

    Torrc addAll(List<String> more) {
        lines.addAll(more);
        return this;
    }

    /** What every node of any make gets; {@code authorities} are whole DirAuthority lines. */
    static Torrc common(String nickname, String address, Path directory, List<String> authorities) {
        return new Torrc(address)
                .add("TestingTorNetwork 1", "Nickname " + nickname, "Address " + address)
                .add("OutboundBindAddress " + address, "DataDirectory " + directory, "PidFile " + directory + "/pid")
                .add("Log notice file " + directory + "/notice.log", "ShutdownWaitLength 0")
                .addAll(authorities);
    }

    /**
     * C tor only: control port with a cookie, an end with this JVM even if that is killed, and each consensus asked for as
     * soon as it is there: who waits for a relay to be listed waits for that.
     */
    Torrc ctor(int controlPort) {
        return add("ControlPort 127.0.0.1:" + controlPort, "CookieAuthentication 1")
                .add("__OwningControllerProcess " + ProcessHandle.current().pid())
                .add("RunAsDaemon 0", "AvoidDiskWrites 1", "SafeLogging 0", "LogTimeGranularity 1", "ConnLimit 60")
                .add("ServerDNSDetectHijacking 0", "ServerDNSAllowBrokenConfig 1")
                .add("FetchDirInfoEarly 1", "FetchDirInfoExtraEarly 1")
                .add("ProtocolWarnings 1", "PathsNeededToBuildCircuits 0.67");
    }

    /**
     * A relay that is also an exit. The policy accepts everything because one that accepts 127.0.0.0/8 alone is
     * summarised as "reject" in microdescriptors; the source is on loopback, and outgoing sockets are bound there.
     */
    Torrc relay(int orPort) {
        return add("SocksPort 0", "ORPort " + address + ":" + orPort, "AssumeReachable 1", "ExitRelay 1")
                .add("ExitPolicyRejectPrivate 0", "ExitPolicy accept *:*", "ContactInfo relay@example.invalid");
    }

    /** A directory authority that votes every {@code interval} and gives votes and signatures a fifth of it each. */
    Torrc authority(int dirPort, Duration interval) {
        long seconds = interval.toSeconds();
        long delay = Math.max(2, seconds / 5);
        add("DirPort " + address + ":" + dirPort, "AuthoritativeDirectory 1", "V3AuthoritativeDirectory 1");
        add("V3AuthVotingInterval " + seconds, "V3AuthVoteDelay " + delay, "V3AuthDistDelay " + delay);
        add("TestingV3AuthInitialVotingInterval " + seconds, "TestingV3AuthInitialVoteDelay " + delay);
        add("TestingV3AuthInitialDistDelay " + delay, "TestingMinExitFlagThreshold 0");
        add("TestingDirAuthVoteExit *", "TestingDirAuthVoteHSDir *", "TestingDirAuthVoteGuard *");
        return add("TestingDirAuthVoteExitIsStrict 0", "MinUptimeHidServDirectoryV2 0", "V3AuthNIntervalsValid 2");
    }

    /** Traffic stays on the circuits it is put on: no conflux sets, no learned build time-outs. */
    Torrc client(int socksPort) {
        return add("SocksPort 127.0.0.1:" + socksPort, "ClientOnly 1", "ConfluxEnabled 0")
                .add("LearnCircuitBuildTimeout 0", "CircuitBuildTimeout 60", "MaxCircuitDirtiness 1 day");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
