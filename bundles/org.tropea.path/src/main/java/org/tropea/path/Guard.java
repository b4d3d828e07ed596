package org.tropea.path;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tropea.net.directory.Node;

/** One sampled guard (guard-spec 4.1). Guarded by the chooser's lock; times in milliseconds since 1970, 0 for never. */
final class Guard {
    /** What is known about reaching it. */
    enum Reachable {
        YES,
        NO,
        MAYBE
    }

    final String fingerprint;
    String nickname = "";
    long sampledOn;
    String sampledBy = "";
    long unlistedSince;
    long confirmedOn;
    /** Fields that this version does not know, kept as they are (guard-spec A.5). */
    final Map<String, String> others = new LinkedHashMap<>();

    // ---- not kept on disk
    Reachable reachable = Reachable.MAYBE;
    long failingSince;
    long lastTried;
    boolean pending;
    /** In the present view as a possible guard, whatever the options say; null when it is not there. */
    Node node;
    /** Listed, and allowed by the options. */
    boolean filtered;

    Guard(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    boolean listed() {
        return unlistedSince == 0;
    }

    boolean confirmed() {
        return confirmedOn != 0;
    }

    boolean usable() {
        return filtered && reachable != Reachable.NO;
    }

    @Override
    public String toString() {
        return "$" + fingerprint + "~" + nickname;
    }
}
