package org.tropea.itests.origin;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tropea.cell.Begin;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.channel.ChannelTarget;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.edge.Splice;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.origin.CircuitEvents;
import org.tropea.flow.origin.ClientEdge;
import org.tropea.flow.origin.Hop;
import org.tropea.flow.origin.LinkedStream;
import org.tropea.flow.origin.OriginCircuit;
import org.tropea.flow.origin.OriginCircuits;
import org.tropea.flow.scope.RouterScope;

/** One connection that says by lines what to do; later the carrier of a stream's bytes. */
final class Driven implements ConnectionHandler, ClientEdge, CircuitEvents {
    private static final byte[] LINE_END = {'\n'};

    private final Connection connection;
    private final RouterScope router;
    private final Map<Long, OriginCircuit> circuits;
    private OriginCircuit circuit;
    private boolean busy;
    private Splice splice;

    Driven(Connection connection, RouterScope router, Map<Long, OriginCircuit> circuits) {
        this.connection = connection;
        this.router = router;
        this.circuits = circuits;
    }

    // ---- lines ----------------------------------------------------------------------------------------------------

    @Override
    public void processInbuf() throws PeerFault {
        if (splice != null) {
            splice.processInbuf();
            return;
        }
        for (int end = lineEnd(); end >= 0 && !busy; end = lineEnd()) {
            byte[] line = new byte[end + 1];
            connection.inbuf().read(line, 0, line.length);
            busy = true;
            obey(new String(line, 0, end, StandardCharsets.US_ASCII).split(" "));
        }
    }

    private int lineEnd() {
        return connection.inbuf().find(LINE_END, 0);
    }

    private void obey(String[] words) throws PeerFault {
        switch (words[0]) {
            case "LAUNCH" -> launch(words);
            case "EXTEND" -> circuit.extend(hop(words[1]));
            case "USE" -> use(Long.parseLong(words[1]));
            case "BEGIN" -> begin(RelayCommand.BEGIN, words[1], target(words[2]));
            case "DIR" -> begin(RelayCommand.BEGIN_DIR, words[1], new byte[0]);
            case "RESOLVE" ->
                open(RelayCommand.RESOLVE, words[1], (words[2] + "\0").getBytes(StandardCharsets.US_ASCII));
            case "LINKED" -> linked(words[1]);
            case "CLOSE" -> circuit.close(CloseCause.FINISHED);
            default -> throw new PeerFault("not a line that tests send: " + words[0]);
        }
    }

    private void launch(String[] words) {
        List<Hop> path = Arrays.stream(words).skip(1).map(Driven::hop).toList();
        circuit = router.part(OriginCircuits.class).launch(path, this, connection.loop());
        circuits.put(circuit.id(), circuit);
    }

    private void use(long number) {
        circuit = circuits.get(number);
        boolean usable = circuit != null && circuit.loop() == connection.loop();
        say(usable ? "OK" : "NO");
    }

    /** {@code RSA/ED25519/NTOR/ADDRESS:PORT}. */
    private static Hop hop(String text) {
        String[] parts = text.split("/");
        int colon = parts[3].lastIndexOf(':');
        InetSocketAddress address =
                new InetSocketAddress(parts[3].substring(0, colon), Integer.parseInt(parts[3].substring(colon + 1)));
        PeerIdentity identity = new PeerIdentity(key(parts[0]), key(parts[1]));
        return new Hop(new ChannelTarget(identity, List.of(address)), key(parts[2]));
    }

    private static byte[] key(String hex) {
        return hex.equals("-") ? null : HexFormat.of().parseHex(hex);
    }

    private static byte[] target(String text) {
        int colon = text.lastIndexOf(':');
        return new Begin(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)), 0).encode();
    }

    private void begin(int command, String hop, byte[] body) {
        Stream stream = open(command, hop, body);
        if (stream != null) {
            splice = new Splice(stream, connection);
        }
    }

    private Stream open(int command, String hop, byte[] body) {
        int at = Integer.parseInt(hop);
        Stream stream = circuit.open(command, body, at == 0 ? circuit.hops() : at, this);
        if (stream == null) {
            say("NO");
        }
        return stream;
    }

    private void linked(String hop) {
        try {
            LinkedStream.beginDir(circuit, Integer.parseInt(hop), Request.TYPE, (Request.Told) this::say);
        } catch (LocalFault fault) {
            say("NO " + fault.getMessage());
        }
    }

    private void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        connection.outbuf().append(bytes, 0, bytes.length);
        connection.outbufChanged();
        busy = false;
        connection.inbufChanged();
    }

    // ---- the circuit ----------------------------------------------------------------------------------------------

    @Override
    public void built() {
        say("BUILT " + circuit.id());
    }

    @Override
    public void closed(CloseCause cause, int reason, int hops) {
        circuits.remove(circuit.id());
        if (splice == null && connection.isOpen()) {
            say("CLOSED " + cause + " " + reason + " " + hops);
        }
    }

    // ---- the stream -----------------------------------------------------------------------------------------------

    @Override
    public void connected(byte[] body) {
        say("CONNECTED");
        splice.open();
    }

    @Override
    public void resolved(byte[] body) {
        say("RESOLVED " + HexFormat.of().formatHex(body));
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        splice.data(array, offset, length);
    }

    @Override
    public void mayPackage() {
        if (splice != null) {
            splice.mayPackage();
        }
    }

    @Override
    public void ended(int reason) {
        if (splice == null || !splice.isOpen()) {
            say("END " + reason);
        }
        if (splice != null) {
            splice.ended();
        }
    }

    // ---- the connection -------------------------------------------------------------------------------------------

    @Override
    public void flushedSome() {
        if (splice != null) {
            splice.flushedSome();
        }
    }

    @Override
    public void reachedEof() {
        if (splice == null) {
            connection.closeAfterFlush(CloseCause.PEER_CLOSED);
        } else {
            splice.reachedEof();
        }
    }

    @Override
    public void closed(CloseCause cause) {
        if (splice != null) {
            splice.closed(cause);
        }
    }
}
