package org.tropea.core.shell;

import java.util.List;
import org.tropea.core.channel.ChannelStatus;
import org.tropea.core.circuit.CircuitStatus;

/**
 * What a relay knows of a circuit's path: the hop before, itself, the hop behind.
 *
 * @param circuit the circuit's number
 * @param state where it stands towards the client
 * @param onward where it stands away from the client; NONE: it ends here
 * @param age seconds
 * @param streams streams that end here
 * @param previousRelay who is before us, a client when unauthenticated; {@code -} where the circuit begins here
 * @param previousAddress where it is
 * @param previousChannel the channel to it
 * @param previousId the circuit's id there, hexadecimal
 * @param cellsForward relay cells that came from there
 * @param queuedBackward cells that wait for it
 * @param nextRelay who is behind us, or {@code -}
 * @param nextAddress where it is, or {@code -}
 * @param nextChannel the channel to it; 0: none
 * @param nextId the circuit's id there, or {@code -}
 * @param cellsBackward relay cells that went towards the client
 * @param queuedForward cells that wait for the next hop
 * @param hops the whole path, where the circuit begins here; else {@code -}
 */
public record CircuitPath(
        long circuit,
        String state,
        String onward,
        long age,
        int streams,
        String previousRelay,
        String previousAddress,
        long previousChannel,
        String previousId,
        long cellsForward,
        int queuedBackward,
        String nextRelay,
        String nextAddress,
        long nextChannel,
        String nextId,
        long cellsBackward,
        int queuedForward,
        String hops) {

    static CircuitPath of(CircuitStatus circuit, List<ChannelStatus> channels) {
        ChannelStatus previous = channel(channels, circuit.prevChannel());
        ChannelStatus next = channel(channels, circuit.nextChannel());
        return new CircuitPath(
                circuit.number(),
                circuit.state().name(),
                circuit.onward().name(),
                circuit.ageSeconds(),
                circuit.streams(),
                previous == null ? "-" : previous.peer(),
                previous == null ? "-" : previous.remote(),
                circuit.prevChannel(),
                circuit.prevId() == 0 ? "-" : hex(circuit.prevId()),
                circuit.cellsForward(),
                circuit.queuedBackward(),
                next == null ? "-" : next.peer(),
                next == null ? "-" : next.remote(),
                circuit.nextChannel(),
                circuit.nextId() == 0 ? "-" : hex(circuit.nextId()),
                circuit.cellsBackward(),
                circuit.queuedForward(),
                circuit.path().isEmpty() ? "-" : circuit.path());
    }

    private static ChannelStatus channel(List<ChannelStatus> channels, long id) {
        return channels.stream().filter(each -> each.id() == id).findFirst().orElse(null);
    }

    private static String hex(int id) {
        return String.format("%08x", id);
    }
}
