package org.tropea.itests.swap.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.tropea.itests.badinput.ExitTarget;
import org.tropea.itests.badinput.RelayInfo;
import org.tropea.itests.swap.relay.SwapNetwork;

/** New OR connections to the relay, one after the other, each with a circuit and some compared cells, on a thread. */
public final class NewLinks {
    private static final int CELLS = 20;
    private static final long PAUSE_MILLIS = 100;

    private final int orPort;
    private final RelayInfo exit;
    private final Thread thread = new Thread(this::run, "new-links");
    private final List<String> faults = new ArrayList<>();
    private volatile boolean stopping;
    private int opened;

    /** Starts; what they carry leaves at the C tor relay {@code relay1}. */
    public NewLinks(SwapNetwork relay) {
        orPort = relay.relay().orPort();
        exit = RelayInfo.of(relay.network(), "relay1");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (ExitTarget target = new ExitTarget(true)) {
            while (!stopping) {
                one(target);
                Pause.millis(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void one(ExitTarget target) {
        try (RawEcho echo = RawEcho.open(orPort, exit, target.port())) {
            for (int i = 0; i < CELLS; i++) {
                echo.cell();
            }
            opened++;
        } catch (IOException | RuntimeException e) {
            faults.add("connection " + opened + ": " + e.getMessage());
        }
    }

    /** How many were opened, carried everything and were closed by us; and what went wrong. */
    public record Done(int opened, List<String> faults) {}

    /** Stops after the connection that is open now. */
    public Done stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Done(opened, List.copyOf(faults));
    }
}
