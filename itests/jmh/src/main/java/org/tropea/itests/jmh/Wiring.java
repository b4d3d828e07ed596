package org.tropea.itests.jmh;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.tropea.buffer.extents.ExtentLayer;
import org.tropea.channel.tls.TlsChannelBackendFactory;
import org.tropea.circuitmux.ewma.EwmaFactory;
import org.tropea.circuitmux.roundrobin.RoundRobinFactory;
import org.tropea.conn.listener.SocketListenerFactory;
import org.tropea.conn.or.OrConnectionType;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.loop.LoopFactory;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.scheduler.kist.KistFactory;
import org.tropea.scheduler.vanilla.VanillaFactory;
import org.tropea.testkit.NullTlsProvider;

/** Wires the bundles' components as Declarative Services would, without a container: bind methods by reflection. */
final class Wiring {
    private Wiring() {}

    /** A data plane over {@code loops}, null TLS and the real rest, with the scheduler and circuitmux policy named. */
    static PipelineComponent pipeline(LoopFactory loops, String scheduler, String mux) {
        PipelineComponent core = new PipelineComponent();
        rest(core, loops);
        bind(core, "bindBufferLayer", new ExtentLayer(), Map.of());
        bind(core, "bindCircuitMuxPolicyFactory", mux(mux), Map.of(CircuitMuxPolicyFactory.NAME, mux));
        bind(core, "bindSchedulerPolicyFactory", scheduler(scheduler), Map.of(SchedulerPolicyFactory.NAME, scheduler));
        return core;
    }

    /** What nobody exchanges: {@code loops}, listeners, OR connections over null TLS and their channels. */
    static void rest(PipelineComponent core, LoopFactory loops) {
        bind(core, "bindLoops", loops, Map.of());
        bind(core, "bindListenerFactory", new SocketListenerFactory(), Map.of());
        bind(core, "bindConnectionType", new OrConnectionType(), Map.of(ConnectionType.TYPE, "or"));
        bind(core, "bindTlsProvider", new NullTlsProvider(), Map.of(TlsProvider.NAME, "null"));
        bind(
                core,
                "bindChannelBackendFactory",
                new TlsChannelBackendFactory(),
                Map.of(ChannelBackendFactory.NAME, "tls"));
    }

    /** The factory of the circuitmux policy {@code name}: ewma or roundrobin. */
    static CircuitMuxPolicyFactory mux(String name) {
        return switch (name) {
            case "ewma" -> new EwmaFactory();
            case "roundrobin" -> new RoundRobinFactory();
            default -> throw new IllegalArgumentException("circuitmux " + name + "; accepted are ewma and roundrobin");
        };
    }

    /** The factory of the scheduler {@code name}: kist or vanilla. */
    static SchedulerPolicyFactory scheduler(String name) {
        return switch (name) {
            case "kist" -> new KistFactory();
            case "vanilla" -> new VanillaFactory();
            default -> throw new IllegalArgumentException("scheduler " + name + "; accepted are kist and vanilla");
        };
    }

    /** Calls a bind or unbind method of {@code component}, whose name no other method has. */
    static void bind(Object component, String name, Object... arguments) {
        for (Method method : component.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                call(component, method, arguments);
                return;
            }
        }
        throw new IllegalStateException(component.getClass() + " has no method " + name);
    }

    private static void call(Object component, Method method, Object... arguments) {
        try {
            method.setAccessible(true);
            method.invoke(component, arguments);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException(method + " failed", failed);
        }
    }
}
