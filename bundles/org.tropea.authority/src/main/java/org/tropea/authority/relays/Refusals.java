package org.tropea.authority.relays;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tropea.netdoc.value.Octets;

/** The last refusal of each relay, of the relays that were refused last; for commands. On the conductor. */
final class Refusals implements Intake.Heard {
    private static final int MOST = 1000;

    private final Map<Octets, Refusal> last = new LinkedHashMap<>();
    private long now;

    /**
     * One refusal.
     *
     * @param nickname as the descriptor had it
     * @param words what the relay was told
     * @param time when, seconds since 1970
     */
    record Refusal(String nickname, String words, long time) {}

    /** What follows happens at {@code time}. */
    Refusals at(long time) {
        now = time;
        return this;
    }

    @Override
    public void verdict(Octets identity, String nickname, Verdict verdict) {
        Refusal before = last.get(identity);
        if (verdict.kind() == Verdict.Kind.STRAY && before != null && before.time() == now) {
            return; // its descriptor was refused just before, and so nothing could belong to that
        }
        last.remove(identity);
        if (!verdict.isTaken() && verdict.kind() != Verdict.Kind.KNOWN) {
            last.put(identity, new Refusal(nickname, verdict.words(), now));
            if (last.size() > MOST) {
                last.remove(last.keySet().iterator().next());
            }
        }
    }

    /** The last refusal of this relay, or null. */
    Refusal of(Octets identity) {
        return last.get(identity);
    }
}
