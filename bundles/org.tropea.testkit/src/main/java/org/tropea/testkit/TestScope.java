package org.tropea.testkit;

import java.util.HashMap;
import java.util.Map;
import org.tropea.flow.fault.Bug;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.Options;

/** A router's scope in a test. */
public final class TestScope implements RouterScope {
    private final String name;
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private Options options;

    /** The scope of a router called {@code name} with {@code options}. */
    public TestScope(String name, Options options) {
        this.name = name;
        this.options = options;
    }

    /** The scope of a router called {@code test} in a testing network; {@code options} are name, value, … */
    public static TestScope of(String... options) {
        Map<String, Object> map = new HashMap<>(Map.of("TestingTorNetwork", "1", "Nickname", "test"));
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return new TestScope("test", Options.of(map));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Options options() {
        return options;
    }

    /** Puts {@code options} in force, as a reload does. */
    public void options(Options options) {
        this.options = options;
    }

    @Override
    public <T> T part(Class<T> contract) {
        Object part = parts.get(contract);
        if (part == null) {
            throw new Bug("the scope of " + name + " has no " + contract.getSimpleName());
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
            throw new Bug("the scope of " + name + " has a " + contract.getSimpleName() + " already");
        }
    }

    @Override
    public <T> void remove(Class<T> contract, T part) {
        parts.remove(contract, part);
    }
}
