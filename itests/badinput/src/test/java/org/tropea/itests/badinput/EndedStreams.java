package org.tropea.itests.badinput;

import static org.tropea.itests.badinput.BadInput.answered;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.cell.RelayCommand;
import org.tropea.itests.badinput.BadInput.Survives;

/** BEGIN cells that are answered with END while the circuit lives (tor-spec 6.2, 6.3). */
final class EndedStreams {
    /** A port that T's exit policy refuses. */
    static final int REFUSED_PORT = 7;

    private EndedStreams() {}

    static List<BadInput> all() {
        return List.of(
                begin("BEGIN to a port that the policy refuses", "127.0.0.1:" + REFUSED_PORT + "\0", "END EXITPOLICY"),
                begin("BEGIN without the zero byte", "127.0.0.1:9", "END TORPROTOCOL"),
                begin("BEGIN with an empty body", "", "END TORPROTOCOL"),
                begin("BEGIN without a port", "127.0.0.1\0", "END TORPROTOCOL"),
                begin("BEGIN with letters for a port", "127.0.0.1:http\0", "END TORPROTOCOL"),
                begin("BEGIN to port 65536", "127.0.0.1:65536\0", "END TORPROTOCOL"),
                begin("BEGIN to port 0", "127.0.0.1:0\0", "END TORPROTOCOL"),
                answered(
                        "BEGIN on the first hop of a client",
                        Start.CIRCUIT,
                        "END TORPROTOCOL",
                        Survives.CIRCUIT,
                        s -> s.circuit.send(
                                RelayCommand.BEGIN, 1, s.target.echo().begin())),
                answered(
                        "BEGIN from a relay that nobody knows",
                        Start.FROM_UNKNOWN_RELAY,
                        BadInputIT.targetReadsConsensus() ? "END MISC" : "CONNECTED",
                        Survives.CIRCUIT,
                        s -> s.circuit.send(
                                RelayCommand.BEGIN, 1, s.target.echo().begin())));
    }

    private static BadInput begin(String name, String body, String reply) {
        return answered(
                name,
                Start.EXIT,
                reply,
                Survives.CIRCUIT,
                s -> s.circuit.send(
                        RelayCommand.BEGIN, s.circuit.freeStream(), body.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
