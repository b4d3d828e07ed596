package org.tropea.core.slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.fault.Bug;

/**
 * One router's view of all services of a kind of which many are used at once, each under one or more names: connection
 * types, edge types, channel backends. A {@link Slot} for each name, so choice, adoption and withdrawal are the same.
 * Any thread; what a loop uses is its {@link LoopKeyed}.
 */
public final class KeyedSlot<T> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedSlot.class);

    private final String name;
    private final Names<T> names;
    private final SlotContext context;
    private final List<LoopKeyed<T>> perLoop = new ArrayList<>();
    private final Map<String, Slot<T>> slots = new HashMap<>();
    private final Map<T, List<String>> keys = new IdentityHashMap<>();

    /** A slot called {@code name} without services. */
    public KeyedSlot(String name, Names<T> names, SlotContext context) {
        this.name = name;
        this.names = names;
        this.context = context;
        for (int i = 0; i < context.loops().size(); i++) {
            perLoop.add(new LoopKeyed<>());
        }
    }

    /** Takes {@code service}, registered with {@code properties}, under each of its names, and no other. */
    public synchronized void offer(T service, Map<String, ?> properties) {
        List<String> mine = names.of(service, properties);
        if (mine.isEmpty()) {
            LOG.warn(
                    "{} has no name that slot {} could use, and is left out",
                    service.getClass().getName(),
                    name);
        }
        List<String> before = keys.put(service, mine);
        if (before != null) {
            before.stream()
                    .filter(key -> !mine.contains(key))
                    .forEach(key -> slot(key).begin(service));
        }
        mine.forEach(key -> slot(key).offer(service, properties));
    }

    /** Takes {@code service} away; as {@link Slot#withdraw}. */
    public void withdraw(T service) {
        startWithdrawal(service).run();
    }

    /** Starts to take {@code service} away; what is returned waits until it is. Lets two slots drain at a time. */
    public Runnable startWithdrawal(T service) {
        if (context.loops().inLoop()) {
            throw new Bug("withdrawing from slot " + name + " on a loop thread would wait for itself");
        }
        List<Withdrawal<T>> started = begin(service);
        return () -> started.forEach(withdrawal -> withdrawal.await(context.drainNanos()));
    }

    /** Leaves {@code service} out under all its names until it is withdrawn; loops may call this too. */
    public synchronized void quarantine(T service, String why) {
        keys.getOrDefault(service, List.of()).forEach(key -> slot(key).quarantine(service, why));
    }

    /** The slot of one name, for operators' choices. */
    public synchronized Slot<T> slot(String key) {
        return slots.computeIfAbsent(key, this::newSlot);
    }

    /** The names known so far. */
    public synchronized List<String> keys() {
        return slots.keySet().stream().sorted().toList();
    }

    /** What the loop at {@code index} uses; to be touched only there. */
    public LoopKeyed<T> at(int index) {
        return perLoop.get(index);
    }

    private synchronized List<Withdrawal<T>> begin(T service) {
        List<String> mine = keys.remove(service);
        if (mine == null) {
            return List.of();
        }
        return mine.stream()
                .map(key -> slot(key).begin(service))
                .filter(Objects::nonNull)
                .toList();
    }

    private Slot<T> newSlot(String key) {
        Slot<T> slot = new Slot<>(name + "." + key, (service, properties) -> List.of(key), context);
        for (int i = 0; i < perLoop.size(); i++) {
            slot.at(i).listenFirst(perLoop.get(i).listener(key));
        }
        return slot;
    }
}
