package org.tropea.router;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.Options;

/** The scope of one router: a name, the options in force, and a part for each contract. */
final class Scope implements RouterScope {
    private final String name;
    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();
    private volatile Options options;

    Scope(String name, Options options) {
        this.name = name;
        this.options = options;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Options options() {
        return options;
    }

    void options(Options changed) {
        options = changed;
    }

    @Override
    public <T> T part(Class<T> contract) {
        Object part = parts.get(contract);
        if (part == null) {
            throw new Bug("router " + name + " has no " + contract.getName());
        }
        return contract.cast(part);
    }

    @Override
    public <T> T find(Class<T> contract) {
        return contract.cast(parts.get(contract));
    }

    @Override
    public <T> void add(Class<T> contract, T part) {
        if (parts.putIfAbsent(contract, part) != null) {
            throw new Bug("router " + name + " has a " + contract.getName() + " already");
        }
    }

    @Override
    public <T> void remove(Class<T> contract, T part) {
        parts.remove(contract, part);
    }
}
