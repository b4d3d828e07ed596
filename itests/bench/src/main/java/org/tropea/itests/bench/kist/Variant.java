package org.tropea.itests.bench.kist;

import java.util.List;
import java.util.Locale;

/** A relay under test: of which make, and with which scheduler. */
public enum Variant {
    TROPEA_KIST("Tropea KIST", true, "KIST"),
    TROPEA_VANILLA("Tropea vanilla", true, "Vanilla"),
    CTOR_KIST("C tor KIST", false, "KIST"),
    CTOR_VANILLA("C tor vanilla", false, "Vanilla");

    private final String label;
    private final boolean tropea;
    private final String scheduler;

    Variant(String label, boolean tropea, String scheduler) {
        this.label = label;
        this.tropea = tropea;
        this.scheduler = scheduler;
    }

    /** Its name in the table. */
    String label() {
        return label;
    }

    /** Its nickname in the network. */
    String nickname() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    boolean isTropea() {
        return tropea;
    }

    /** Its torrc lines beyond those of any relay. */
    List<String> options() {
        return List.of("Schedulers " + scheduler);
    }
}
