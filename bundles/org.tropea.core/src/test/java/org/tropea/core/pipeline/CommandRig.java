package org.tropea.core.pipeline;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.tropea.cell.RelayCommand;
import org.tropea.core.channel.FakeBackend;
import org.tropea.core.circuitmux.FifoMux;
import org.tropea.core.edge.CircuitClient;
import org.tropea.flow.channel.ChannelBackendFactory;
import org.tropea.flow.circuitmux.CircuitMuxPolicyFactory;
import org.tropea.flow.congestion.CongestionPolicy;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.scheduler.SchedulerPolicyFactory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.testkit.HeapBufferLayer;

/** A running router called {@code test} with fake services of every kind, for commands to be asked about. */
final class CommandRig {
    final PipelineComponent component = new PipelineComponent();
    final PipelineRig rig;
    final FakeType connections = new FakeType();
    final Pipeline pipeline;

    CommandRig(String... options) {
        rig = new PipelineRig(options);
        component.bindLoops(rig, Map.of());
        component.bindListenerFactory(new FakeListeners(), Map.of());
        component.bindBufferLayer(new HeapBufferLayer(), Map.of());
        component.bindConnectionType(connections, Map.of(ConnectionType.TYPE, "or"));
        component.bindChannelBackendFactory(rig.backends, Map.of(ChannelBackendFactory.NAME, "fake"));
        component.bindCircuitMuxPolicyFactory(new FifoMux(), Map.of(CircuitMuxPolicyFactory.NAME, "fifo"));
        component.bindSchedulerPolicyFactory(
                ignored -> new PipelineRig.FlushAll(), Map.of(SchedulerPolicyFactory.NAME, "all"));
        component.bindCongestionPolicy(rig.windows, Map.of(CongestionPolicy.NAME, "fixed"));
        component.bindEdgeType(rig.edge, Map.of(EdgeType.COMMANDS, "BEGIN"));
        rig.scope.add(RouterKeys.class, PipelineRig.keys());
        pipeline = ask(() -> component.open(rig.scope));
        rig.group.crank();
    }

    /** Calls a command on a thread that is no loop. */
    <T> T ask(Callable<T> command) {
        return rig.group.fromOutside(command);
    }

    /** The same, with {@code traffic} in the loop again and again until it returns. */
    <T> T askUnder(Runnable traffic, Callable<T> command) {
        return ask(() -> {
            AtomicBoolean done = new AtomicBoolean();
            Thread sender = new Thread(() -> repeat(traffic, done), "traffic");
            sender.start();
            try {
                return command.call();
            } finally {
                done.set(true);
                sender.join();
            }
        });
    }

    private void repeat(Runnable traffic, AtomicBoolean done) {
        while (!done.get()) {
            rig.loop.execute(traffic);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** What a command that fails says. */
    String refusal(Callable<?> command) {
        try {
            ask(command);
        } catch (RuntimeException failure) {
            return failure.getCause().getMessage();
        }
        throw new AssertionError("the command did not fail");
    }

    /** A channel with one circuit on it. */
    CircuitClient circuit() {
        return circuit(rig.incoming(), 1);
    }

    CircuitClient circuit(FakeBackend link, int id) {
        return new CircuitClient(rig.group, link, id);
    }

    /** A stream of the circuit. */
    void stream(CircuitClient client, int id) {
        client.send(RelayCommand.BEGIN, id, "a:1".getBytes());
        rig.group.crank();
    }
}
