package org.tropea.itests.badinput;

import java.io.Closeable;
import java.io.IOException;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNode;
import org.tropea.itests.ctor.Rss;

/** The relay under test, "T", in its running network, and what cases need around it. Any thread. */
final class Target implements Closeable {
    private final CtorNode node;
    private final RelayInfo relay;
    private final RelayInfo other;
    private final RelayKeys knownKeys;
    private final ExitTarget echo = new ExitTarget(true);

    /** {@code other} is where circuits go on to, {@code known} the listed relay that we pretend to be. */
    Target(CtorNetwork network, String other, String known) throws IOException {
        this.node = network.node("T");
        this.relay = RelayInfo.of(network, "T");
        this.other = RelayInfo.of(network, other);
        this.knownKeys = RelayKeys.of(network.node(known));
    }

    /** T itself. */
    RelayInfo relay() {
        return relay;
    }

    /** A C tor relay. */
    RelayInfo other() {
        return other;
    }

    /** The keys of a relay that the consensus lists and nobody else extends to. */
    RelayKeys knownKeys() {
        return knownKeys;
    }

    /** Where streams lead. */
    ExitTarget echo() {
        return echo;
    }

    /** T's memory. */
    Rss memory() {
        return Rss.of(node.pid());
    }

    /** Whether T's process runs. */
    boolean isAlive() {
        return node.isAlive();
    }

    @Override
    public void close() throws IOException {
        echo.close();
    }
}
