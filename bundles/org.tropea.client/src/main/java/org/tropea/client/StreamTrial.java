package org.tropea.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.tropea.cell.Begin;
import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.origin.ClientEdge;
import org.tropea.net.directory.Node;

/**
 * One stream of an {@link EntryAttempt} on one circuit. Once connected it hands everything to the program's handler; one
 * that was dropped hands on nothing. Touched only by its loop.
 */
final class StreamTrial implements ClientEdge {
    private final ClientCircuit circuit;
    /** Null when it is decided. */
    private EntryAttempt attempt;
    /** Null until connected. */
    private EntryHandler handler;

    private Stream stream;
    private EventLoop.Timer timer;

    StreamTrial(EntryAttempt attempt, ClientCircuit circuit) {
        this.attempt = attempt;
        this.circuit = circuit;
    }

    boolean begin(Target target, int flags) {
        stream = target.isConnect()
                ? circuit.origin().open(RelayCommand.BEGIN, beginBody(target, flags), this)
                : circuit.origin().open(RelayCommand.RESOLVE, resolveBody(target), this);
        return stream != null;
    }

    /** An address of the wanted family needs no flags. */
    private static byte[] beginBody(Target target, int flags) {
        String host = target.host().toLowerCase(Locale.ROOT);
        return new Begin(host, target.port(), target.address() == null ? flags : 0).encode();
    }

    private static byte[] resolveBody(Target target) {
        byte[] name = target.host().getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(name, name.length + 1);
    }

    void await(long nanos) {
        timer = attempt.loop().schedule(nanos, this::timedOut);
    }

    private void timedOut() {
        EntryAttempt owner = decide();
        stream.end(EndReason.TIMEOUT);
        owner.timedOut();
    }

    /** Ends the stream; nothing more is told. */
    void drop() {
        if (attempt != null) {
            decide();
            stream.end(EndReason.MISC);
        }
    }

    Stream stream() {
        return stream;
    }

    Node exit() {
        return circuit.exit();
    }

    ClientCircuit circuit() {
        return circuit;
    }

    private EntryAttempt decide() {
        EntryAttempt owner = attempt;
        attempt = null;
        if (timer != null) {
            timer.cancel();
        }
        return owner;
    }

    @Override
    public void connected(byte[] body) {
        if (attempt != null) {
            EntryAttempt owner = decide();
            handler = owner.handler();
            owner.connected(stream, body);
        }
    }

    @Override
    public void resolved(byte[] body) {
        if (attempt != null) {
            decide().resolved(body);
        }
    }

    @Override
    public void data(byte[] array, int offset, int length) throws PeerFault {
        if (handler != null) {
            handler.data(array, offset, length);
        }
    }

    @Override
    public void mayPackage() {
        if (handler != null) {
            handler.mayPackage();
        }
    }

    /** The exit's END. */
    @Override
    public void ended(byte[] body) {
        int reason = body[0] & 0xff;
        if (attempt != null) {
            decide().ended(reason);
        } else if (handler != null) {
            handler.ended(reason);
        }
    }

    /** The circuit is lost: without an answer so far this says nothing about the exit. */
    @Override
    public void ended(int reason) {
        if (attempt != null) {
            decide().ended(EndReason.DESTROY);
        } else if (handler != null) {
            handler.ended(reason);
        }
    }
}
