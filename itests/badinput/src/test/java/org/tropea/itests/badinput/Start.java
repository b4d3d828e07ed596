package org.tropea.itests.badinput;

import java.io.IOException;
import java.net.Socket;
import org.tropea.cell.RelayCommand;

/** What stands before a case sends its bytes; {@link #open} makes it. T is the relay under test. */
enum Start {
    /** A TCP connection to T. */
    TCP,
    /** TLS with T, nothing sent in it. */
    TLS,
    /** T's four cells of the handshake have come; we are to be a client or a relay. */
    VERSIONS,
    /** An open link as a client. */
    LINK,
    /** A circuit to T on a client's link. */
    CIRCUIT,
    /** A circuit to T on a link that is authenticated as a relay that the consensus lists. */
    FROM_RELAY,
    /** A circuit to T on a link that is authenticated as a relay that nobody knows. */
    FROM_UNKNOWN_RELAY,
    /** As {@link #FROM_RELAY}, and a stream to the echoing target. */
    STREAM_FROM_RELAY,
    /** A client's circuit that leads by another relay to T. */
    EXIT,
    /** As {@link #EXIT}, and a stream to the echoing target. */
    EXIT_STREAM;

    Stage open(Target target) throws IOException {
        Stage stage = new Stage(target);
        try {
            fill(stage, target);
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void fill(Stage stage, Target target) throws IOException {
        int port = target.relay().port();
        switch (this) {
            case TCP -> stage.socket = new Socket("127.0.0.1", port);
            case TLS -> stage.link = RawLink.tls(port, null);
            case VERSIONS -> versions(stage, port);
            case LINK -> stage.link = RawLink.client(port);
            case CIRCUIT -> direct(stage, RawLink.client(port));
            case FROM_RELAY -> direct(stage, RawLink.relay(port, target.knownKeys()));
            case FROM_UNKNOWN_RELAY -> {
                stage.keys = RelayKeys.generate();
                direct(stage, RawLink.relay(port, stage.keys));
            }
            case STREAM_FROM_RELAY -> {
                direct(stage, RawLink.relay(port, target.knownKeys()));
                begin(stage, target);
            }
            case EXIT -> exit(stage, target);
            case EXIT_STREAM -> {
                exit(stage, target);
                begin(stage, target);
            }
        }
    }

    private static void versions(Stage stage, int port) throws IOException {
        stage.keys = RelayKeys.generate();
        stage.link = RawLink.tls(port, stage.keys.identity().publicKey().sha256());
        stage.handshake = new LinkHandshake(stage.link, stage.keys);
        stage.handshake.versions();
    }

    private static void direct(Stage stage, RawLink link) throws IOException {
        stage.link = link;
        stage.circuit = RawCircuit.createFast(link);
    }

    private static void exit(Stage stage, Target target) throws IOException {
        direct(stage, RawLink.client(target.other().port()));
        stage.circuit.extend(target.relay());
    }

    private static void begin(Stage stage, Target target) throws IOException {
        stage.stream = stage.circuit.freeStream();
        stage.circuit.send(RelayCommand.BEGIN, stage.stream, target.echo().begin());
        RelayMessage reply = stage.circuit.message();
        if (reply.command() != RelayCommand.CONNECTED) {
            throw new IOException("BEGIN: expected CONNECTED, got " + reply);
        }
    }
}
