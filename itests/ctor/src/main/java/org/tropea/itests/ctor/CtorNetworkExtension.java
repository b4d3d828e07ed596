package org.tropea.itests.ctor;

import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * JUnit 5: one {@link CtorNetwork} per test class, handed to constructors and methods that ask for it. Register it as a
 * static field: {@code @RegisterExtension static final CtorNetworkExtension NET = CtorNetworkExtension.of(b -> b.relays(3));}
 */
public final class CtorNetworkExtension
        implements BeforeAllCallback, AfterAllCallback, ParameterResolver, TestExecutionExceptionHandler {

    private final Consumer<CtorNetworkBuilder> setup;
    private final Consumer<CtorNetwork> started;
    private CtorNetwork network;

    private CtorNetworkExtension(Consumer<CtorNetworkBuilder> setup, Consumer<CtorNetwork> started) {
        this.setup = setup;
        this.started = started;
    }

    /** A network with these settings. */
    public static CtorNetworkExtension of(Consumer<CtorNetworkBuilder> setup) {
        return new CtorNetworkExtension(setup, net -> {});
    }

    /** {@code then} runs once after bootstrap and before the first test, e.g. to start the relay under test. */
    public CtorNetworkExtension then(Consumer<CtorNetwork> then) {
        return new CtorNetworkExtension(setup, started.andThen(then));
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
        CtorNetworkBuilder builder = CtorNetwork.builder();
        setup.accept(builder);
        network = builder.start();
        try {
            started.accept(network);
        } catch (RuntimeException | Error e) {
            network.markFailed();
            network.close();
            network = null;
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
        if (network != null) {
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
