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
    /** Those that failed; and those whose filter means nothing. */
    private final Set<T> failed = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<T> misplaced = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> properties;
    private Preference preference = Preference.NONE;
    private volatile Choices<T> choices = Choices.none();

    /** A slot called {@code name} without candidates; what it chooses is for everything. */
    public Slot(String name, Names<T> names, SlotContext context) {
        this(name, names, context, List.of());
    }

    /** The same for a slot that chooses for channels, or what else has {@code properties}, which filters may name. */
    public Slot(String name, Names<T> names, SlotContext context, List<String> properties) {
        this.name = name;
        this.names = names;
        this.context = context;
        this.properties = List.copyOf(properties);
        for (int i = 0; i < context.loops().size(); i++) {
            perLoop.add(new LoopSlot<>(this));
        }
    }

    /** The slot's name, for people. */
    public String name() {
        return name;
    }

    /**
     * Takes {@code service}, registered with {@code offered} properties, as a candidate; or its new properties when it
     * is one already, which end no quarantine: its bundle is the same. One whose filter means nothing is seen but not
     * used.
     */
    public synchronized void offer(T service, Map<String, ?> offered) {
        boolean known = candidates.removeIf(each -> each.service() == service);
        misplaced.remove(service);
        List<String> called = names.of(service, offered);
        Candidate<T> candidate = Candidate.of(service, called, offered, Where.EVERYWHERE);
        try {
            candidate = Candidate.of(service, called, offered, where(offered.get(Where.FILTER)));
        } catch (IllegalArgumentException bad) {
            LOG.error("{} of slot {} is not used: {} {}", candidate.label(), name, Where.FILTER, bad.getMessage());
            misplaced.add(service);
        }
        candidates.add(candidate);
        choose(candidate.label() + (known ? " has other properties" : " came"), false);
    }

    private Where where(Object filter) {
        boolean none = filter == null || properties.isEmpty();
        return none ? Where.EVERYWHERE : Where.parse(filter.toString(), properties);
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
        preference = preference.operator(wanted);
        choose(wanted == null ? "the operator let go" : "the operator chose " + wanted, false);
    }

    /**
     * Chooses by name for what matches {@code filter}, before everything else and before earlier filters; null: the
     * operator has no wish for it any more. IllegalArgumentException when the filter means nothing here.
     */
    public synchronized void operatorChooses(String wanted, String filter) {
        if (properties.isEmpty()) {
            throw new IllegalArgumentException("the " + name + " is the same for all; no filter is accepted");
        }
        preference = preference.rule(Where.parse(filter, properties), wanted);
        choose(wanted == null ? "the operator let go" : "the operator chose " + wanted, false);
    }

    /** The operator has no wish any more, neither in general nor for any filter. */
    public synchronized void operatorLetsGo() {
        preference = new Preference(null, List.of(), preference.configured());
        choose("the operator let go", false);
    }

    /** The configured names, the most wanted first. */
    public synchronized void configure(List<String> wanted) {
        preference = preference.configured(wanted);
        choose("configured " + wanted, false);
    }

    /** Leaves {@code service}, which failed, out of the choice until it is withdrawn; loops may call this too. */
    public synchronized void quarantine(T service, String why) {
        if (find(service) != null && failed.add(service)) {
            LOG.warn("{} of slot {} is not used any more until its bundle changes: {}", label(service), name, why);
            choose(label(service) + " " + why, true);
        }
    }

    /** The general choice, which the loops may be about to adopt; null when there is none. */
    public T chosen() {
        return choices.general();
    }

    /** All that is chosen, which the loops may be about to adopt. */
    public Choices<T> choices() {
        return choices;
    }

    /** The name of the choice; {@code -} when there is none. */
    public synchronized String label() {
        return choices.generalLabel();
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
        return find(service) != null && !isQuarantined(service);
    }

    /** Whether {@code service} is in quarantine. */
    public synchronized boolean isQuarantined(T service) {
        return failed.contains(service) || misplaced.contains(service);
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
        failed.remove(service);
        misplaced.remove(service);
        choose(gone.label() + " went", false);
        Withdrawal<T> withdrawal = new Withdrawal<>(context.loops(), name + " " + gone.label());
        eachLoop(index -> withdrawal.post(index, this, service));
        return withdrawal;
    }

    /** Has the loop at {@code index}, in which it is called, use the latest choice. */
    void catchUp(int index) {
        perLoop.get(index).adopt(choices);
    }

    private void choose(String why, boolean failure) {
        Map<String, Preference.Wanted<T>> wanted = preference.wanted(candidates.stream()
                .filter(candidate -> !isQuarantined(candidate.service()))
                .toList());
        Change<T> change = new Change<>(choices, wanted, this::begin, new Adoption.Cause(why, failure));
        if (change.isOne()) {
            choices = change.next();
            eachLoop(index -> post(index, change.adoptions()));
            change.adoptions().forEach(Adoption::begun);
        }
    }

    private Adoption begin(Where where, String from, String to, Adoption.Cause cause) {
        String shown = where.isEverywhere() ? name : name + " " + where;
        return new Adoption(context.log(), shown, from, to, cause, perLoop.size());
    }

    private void post(int index, List<Adoption> adoptions) {
        boolean alive = context.loops().post(index, () -> {
            catchUp(index);
            adoptions.forEach(Adoption::adopted);
        });
        if (!alive) {
            adoptions.forEach(Adoption::adopted);
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
