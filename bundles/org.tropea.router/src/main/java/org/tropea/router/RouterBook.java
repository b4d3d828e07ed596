package org.tropea.router;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Component;

/**
 * The configured routers of the container, for commands, and which of them the operator has stopped: that outlives a
 * change of the bundles that routers need, not this bundle. Any thread.
 */
@Component(service = RouterBook.class, immediate = true)
public final class RouterBook {
    private final Map<String, ManagedRouter> routers = new ConcurrentSkipListMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    void add(ManagedRouter router) {
        routers.put(router.configuration(), router);
    }

    void remove(ManagedRouter router) {
        routers.remove(router.configuration(), router);
    }

    /** From now on the router of that configuration starts only when the operator says so. */
    void hold(String configuration) {
        held.add(configuration);
    }

    void release(String configuration) {
        held.remove(configuration);
    }

    boolean isHeld(String configuration) {
        return held.contains(configuration);
    }

    /** Every configured router whose bundles are there, by its configuration's name. */
    public List<ManagedRouter> all() {
        return List.copyOf(routers.values());
    }

    /** The router called {@code name}: its Nickname, or its configuration where several have that Nickname. */
    public ManagedRouter find(String name) {
        List<ManagedRouter> named = all().stream()
                .filter(each -> each.name().equals(name) || each.configuration().equals(name))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        String asked = named.isEmpty() ? "no router " + name : "several routers are called " + name;
        throw new IllegalArgumentException(asked + "; there are " + names() + ", router:list shows them");
    }

    /** What {@link #find} takes. */
    public List<String> names() {
        List<String> names = all().stream().map(ManagedRouter::name).toList();
        boolean unique = names.stream().distinct().count() == names.size();
        return unique ? names : List.copyOf(routers.keySet());
    }
}
