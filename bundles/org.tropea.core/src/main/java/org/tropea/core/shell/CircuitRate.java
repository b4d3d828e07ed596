package org.tropea.core.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tropea.core.circuit.CircuitStatus;
import org.tropea.core.pipeline.RouterPipeline;
import org.tropea.flow.fault.LocalFault;

/**
 * One line of {@code circ:top}: what a circuit moved lately.
 *
 * @param id the circuit's number
 * @param cells relay cells per second, both ways
 * @param forward of these, those from the client's side
 * @param backward of these, those towards the client
 * @param queued cells that wait, both ways
 * @param streams streams that end here
 * @param prev the channel towards the client
 * @param next the channel onward; 0: none
 * @param age seconds
 */
public record CircuitRate(
        long id, long cells, long forward, long backward, int queued, int streams, long prev, long next, long age) {
    private static final int USUAL = 20;

    /** The {@code most} busiest circuits of {@code router}, the first one first; waits for the time of a sample. */
    static List<CircuitRate> busiest(RouterPipeline router, int most) throws LocalFault, InterruptedException {
        int wanted = Routers.lines(most, USUAL);
        Sample sample = Sample.start();
        Map<Long, CircuitStatus> before =
                router.circuitStatus().stream().collect(Collectors.toMap(CircuitStatus::number, Function.identity()));
        sample.pause();
        List<CircuitStatus> after = router.circuitStatus();
        sample.end();
        return after.stream()
                .map(circuit -> of(before.get(circuit.number()), circuit, sample))
                .sorted(Comparator.comparingLong(CircuitRate::cells).reversed())
                .limit(wanted)
                .toList();
    }

    private static CircuitRate of(CircuitStatus before, CircuitStatus now, Sample sample) {
        long forward = now.cellsForward() - (before == null ? 0 : before.cellsForward());
        long backward = now.cellsBackward() - (before == null ? 0 : before.cellsBackward());
        return new CircuitRate(
                now.number(),
                sample.perSecond(forward + backward),
                sample.perSecond(forward),
                sample.perSecond(backward),
                now.queuedBackward() + now.queuedForward(),
                now.streams(),
                now.prevChannel(),
                now.nextChannel(),
                now.ageSeconds());
    }
}
