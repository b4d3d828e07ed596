package org.tropea.itests.ctor;

import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * JUnit 5: one {@link CtorNetwork} per test class, or for all that share it, handed to constructors and methods that ask for it. Register it as a
 * static field: {@code @RegisterExtension static final CtorNetworkExtension NET = CtorNetworkExtension.of(b -> b.relays(3));}
 */
public final class CtorNetworkExtension
        implements BeforeAllCallback, AfterAllCallback, ParameterResolver, TestExecutionExceptionHandler {

    private final Consumer<CtorNetworkBuilder> setup;
    private final Consumer<CtorNetwork> started;
    private final boolean shared;
    private CtorNetwork network;
    private RuntimeException failure;

    private CtorNetworkExtension(Consumer<CtorNetworkBuilder> setup, Consumer<CtorNetwork> started, boolean shared) {
        this.setup = setup;
        this.started = started;
        this.shared = shared;
    }

    /** A network with these settings. */
    public static CtorNetworkExtension of(Consumer<CtorNetworkBuilder> setup) {
        return new CtorNetworkExtension(setup, net -> {}, false);
    }

    /** {@code then} runs once after bootstrap and before the first test, e.g. to start the relay under test. */
    public CtorNetworkExtension then(Consumer<CtorNetwork> then) {
        return new CtorNetworkExtension(setup, started.andThen(then), shared);
    }

    /** One network for all classes that register this same object; it runs until the last test of the JVM is over. */
    public CtorNetworkExtension shared() {
        return new CtorNetworkExtension(setup, started, true);
    }

    /** The running network. */
    public CtorNetwork network() {
        if (network == null) {
            throw new IllegalStateException("the network runs only between beforeAll and afterAll of its test class");
        }
        return network;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!shared) {
            network = start();
        } else if (network == null) {
            network = startOnce();
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put(this, network); // which closes it
        }
    }

    private CtorNetwork start() {
        CtorNetworkBuilder builder = CtorNetwork.builder();
        setup.accept(builder);
        CtorNetwork running = builder.start();
        try {
            started.accept(running);
            return running;
        } catch (RuntimeException | Error e) {
            running.markFailed();
            running.close();
            throw e;
        }
    }

    /** The classes that share a network do not wait for the same failure one after the other. */
    private CtorNetwork startOnce() {
        if (failure != null) {
            throw failure;
        }
        try {
            return start();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        network.markFailed();
        throw thrown;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (network != null && !shared) {
            network.close();
            network = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CtorNetwork.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return network();
    }
}
