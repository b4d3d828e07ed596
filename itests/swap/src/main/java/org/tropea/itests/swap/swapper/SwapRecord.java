package org.tropea.itests.swap.swapper;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entry of the relay's swap log. {@code adoptedMillis} is how long it took until every loop had it; {@code firstRunMillis} is how long it took from the offer to the successor's first
 * decision, below 0 when it has not decided yet.
 */
public record SwapRecord(
        String when,
        String slot,
        String from,
        String to,
        String why,
        double adoptedMillis,
        double firstRunMillis,
        boolean failure) {
    static SwapRecord of(JsonNode entry) {
        return new SwapRecord(
                entry.get("when").asText(),
                entry.get("slot").asText(),
                entry.get("from").asText(),
                entry.get("to").asText(),
                entry.get("why").asText(),
                entry.get("nanos").asDouble() / 1e6,
                entry.path("firstRunNanos").asDouble(-1) / 1e6,
                entry.path("failure").asBoolean());
    }

    /** Whether something came into use. */
    public boolean hasSuccessor() {
        return !to.equals("-");
    }

    /** Whether that has decided something since. */
    public boolean hasRun() {
        return firstRunMillis >= 0;
    }

    /** Whether a bundle's coming or going made the difference, rather than a choice. */
    public boolean isByBundle() {
        return why.endsWith(" came") || why.endsWith(" went");
    }
}
