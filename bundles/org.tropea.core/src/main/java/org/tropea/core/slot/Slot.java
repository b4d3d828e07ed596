package org.tropea.core.slot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.fault.Bug;

/**
 * One router's view of all services of one kind: sees every candidate, chooses one ({@link Preference}), and has every
 * loop adopt it at a turn boundary. Any thread, unless said otherwise; what a loop uses is its {@link LoopSlot}.
 *
 * <p>The framework's threads call {@link #offer} and {@link #withdraw}; they wait for nothing but the loops.
 */
public final class Slot<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final String name;
    private final Names<T> names;
    private final SlotContext context;
    private final List<LoopSlot<T>> perLoop = new ArrayList<>();
    private final List<Candidate<T>> candidates = new ArrayList<>();
    private final Set<T> quarantined = Collections.newSetFromMap(new IdentityHashMap<>());
    private Preference preference = Preference.NONE;
    private String shown = "-";
    private volatile T chosen;

    /** A slot called {@code name} without candidates. */
    public Slot(String name, Names<T> names, SlotContext context) {
        this.name = name;
        this.names = names;
        this.context = context;
        for (int i = 0; i < context.loops().size(); i++) {
            perLoop.add(new LoopSlot<>(this));
        }
    }

    /** The slot's name, for people. */
    public String name() {
        return name;
    }

    /** Takes {@code service}, registered with {@code properties}, as a candidate; ends its quarantine. */
    public synchronized void offer(T service, Map<String, ?> properties) {
        candidates.removeIf(known -> known.service() == service);
        quarantined.remove(service);
        Candidate<T> candidate = Candidate.of(service, names.of(service, properties), properties);
        candidates.add(candidate);
        choose(candidate.label() + " came");
    }

    /**
     * Takes {@code service} away; returns when no loop can call it, or anything made by it, any more. Not on a loop
     * thread: that is a {@link Bug}.
     */
    public void withdraw(T service) {
        if (context.loops().inLoop()) {
            throw new Bug("withdrawing from slot " + name + " on a loop thread would wait for itself");
        }
        Withdrawal<T> withdrawal = begin(service);
        if (withdrawal != null) {
            withdrawal.await(context.drainNanos());
        }
    }

    /** Chooses by name, before everything else; null: the operator has no wish any more. */
    public synchronized void operatorChooses(String wanted) {
        preference = new Preference(wanted, preference.configured());
        choose(wanted == null ? "the operator let go" : "the operator chose " + wanted);
    }

    /** The configured names, the most wanted first. */
    public synchronized void configure(List<String> wanted) {
        preference = new Preference(preference.operator(), List.copyOf(wanted));
        choose("configured " + wanted);
    }

    /** Leaves {@code service}, which failed, out of the choice until it is offered again; loops may call this too. */
    public synchronized void quarantine(T service, String why) {
        if (find(service) != null && quarantined.add(service)) {
            LOG.warn("{} of slot {} is not used any more until its bundle changes: {}", label(service), name, why);
            choose(label(service) + " " + why);
        }
    }

    /** The choice, which the loops may be about to adopt; null when there is none. */
    public T chosen() {
        return chosen;
    }

    /** The name of the choice; {@code -} when there is none. */
    public synchronized String label() {
        return label(chosen);
    }

    /** All candidates, the most wanted first, those in quarantine included. */
    public synchronized List<Candidate<T>> candidates() {
        return candidates.stream().sorted(preference.order()).toList();
    }

    /** The name by which people know the candidate {@code service}; {@code -} when it is none. */
    public synchronized String label(T service) {
        Candidate<T> known = service == null ? null : find(service);
        return known == null ? "-" : known.label();
    }

    /** Whether {@code service} is a candidate that may be used: it is there, and not in quarantine. */
    public synchronized boolean allows(T service) {
        return find(service) != null && !quarantined.contains(service);
    }

    /** Whether {@code service} is in quarantine. */
    public synchronized boolean isQuarantined(T service) {
        return quarantined.contains(service);
    }

    /** What the loop at {@code index} uses; to be touched only there. */
    public LoopSlot<T> at(int index) {
        return perLoop.get(index);
    }

    Bugs bugs() {
        return context.bugs();
    }

    /** Starts a withdrawal without waiting; null when the service is not known. */
    synchronized Withdrawal<T> begin(T service) {
        Candidate<T> gone = find(service);
        if (gone == null) {
            return null;
        }
        candidates.remove(gone);
        quarantined.remove(service);
        choose(gone.label() + " went");
        Withdrawal<T> withdrawal = new Withdrawal<>(context.loops(), name + " " + gone.label());
        eachLoop(index -> withdrawal.post(index, this, service));
        return withdrawal;
    }

    /** Has the loop at {@code index}, in which it is called, use the latest choice. */
    void catchUp(int index) {
        perLoop.get(index).adopt(chosen);
    }

    private void choose(String why) {
        T best = candidates.stream()
                .filter(candidate -> !quarantined.contains(candidate.service()))
                .min(preference.order())
                .map(Candidate::service)
                .orElse(null);
        if (best != chosen) {
            int count = perLoop.size();
            Adoption adoption = new Adoption(context.log(), name, shown, label(best), why, count);
            shown = label(best);
            chosen = best;
            eachLoop(index -> post(index, adoption));
        }
    }

    private void post(int index, Adoption adoption) {
        boolean alive = context.loops().post(index, () -> {
            catchUp(index);
            adoption.adopted();
        });
        if (!alive) {
            adoption.adopted();
        }
    }

    private void eachLoop(IntConsumer action) {
        for (int i = 0; i < perLoop.size(); i++) {
            action.accept(i);
        }
    }

    private Candidate<T> find(T service) {
        return candidates.stream()
                .filter(known -> known.service() == service)
                .findFirst()
                .orElse(null);
    }
}
