package org.tropea.itests.swap.swapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tropea.itests.swap.relay.Shell;

/** The relay's swap log over a time in which it keeps fewer entries than there are: read it often enough. One thread. */
public final class SwapHistory {
    private final Shell shell;
    private final Map<List<String>, SwapRecord> seen = new LinkedHashMap<>();
    private final Collection<List<String>> older;

    /** What is in the log already does not count. */
    public SwapHistory(Shell shell) {
        this.shell = shell;
        read();
        older = new ArrayList<>(seen.keySet());
    }

    /** Reads it; an entry seen before is brought up to date. */
    public void read() {
        shell.json("swap:log").forEach(entry -> {
            SwapRecord swap = SwapRecord.of(entry);
            seen.put(List.of(swap.when(), swap.slot(), swap.from(), swap.to(), swap.why()), swap);
        });
    }

    /** What came since the start. */
    public List<SwapRecord> swaps() {
        Map<List<String>, SwapRecord> newer = new LinkedHashMap<>(seen);
        newer.keySet().removeAll(older);
        return List.copyOf(newer.values());
    }

    /** The first entry since the start in {@code slot} by a failure, or null. */
    public SwapRecord failure(String slot) {
        return swaps().stream()
                .filter(swap -> swap.slot().equals(slot) && swap.failure())
                .findFirst()
                .orElse(null);
    }
}
