package org.tropea.core.conn;

import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.suspend.Reason;
import org.tropea.flow.suspend.Suspension;
import org.tropea.flow.tls.TlsEngine;

/**
 * The two directions of one connection. A direction is open when its suspension runs, or when the handler demands it
 * and something could flow; this is the only place that decides so. Touched only by the connection's loop.
 */
final class Gate {
    /** What a demand lets through in one turn: one TLS record. */
    static final int RECORD = TlsEngine.RECORD_MAX;

    final Suspension reading;
    final Suspension writing;
    private boolean demandsRead;
    private boolean demandsWrite;
    private boolean readSpent;
    private boolean writeSpent;

    /** A gate whose directions both run; {@code edge} is called when one stops or starts to. */
    Gate(Runnable edge) {
        reading = new Suspension(edge);
        writing = new Suspension(edge);
    }

    /** Sets what is demanded; returns whether that differs from before. */
    boolean demand(boolean read, boolean write) {
        boolean differs = read != demandsRead || write != demandsWrite;
        demandsRead = read;
        demandsWrite = write;
        return differs;
    }

    /** Whether anything is demanded. */
    boolean demands() {
        return demandsRead || demandsWrite;
    }

    /** Whether nothing holds it but that there is nothing to write, and nothing is demanded. */
    boolean rests() {
        return reading.runs() && !demands() && writing.holds(Reason.NOTHING_TO_WRITE) && writing.count() == 1;
    }

    /** Whether reading is open. A full inbuf holds a whole record, so a demand for one opens nothing then. */
    boolean reads() {
        return reading.runs() || demandsRead && !isShut(reading) && !reading.holds(Reason.INBUF_FULL);
    }

    /** Whether writing is open. */
    boolean writes() {
        return writing.runs() || demandsWrite && !isShut(writing) && !writing.holds(Reason.NOTHING_TO_WRITE);
    }

    /** How many bytes a demand lets in although reading is paused; spends it for this turn. */
    int spendRead() {
        int bytes = readSpent || !reads() ? 0 : RECORD;
        readSpent = true;
        return bytes;
    }

    /** How many bytes a demand lets out although writing is paused; spends it for this turn. */
    int spendWrite() {
        int bytes = writeSpent || !writes() ? 0 : RECORD;
        writeSpent = true;
        return bytes;
    }

    /** The turn is over: demands may be used again. */
    void turnEnded() {
        readSpent = false;
        writeSpent = false;
    }

    /** Both directions with the reasons they are held for, and what TLS may do all the same. */
    List<Why> why(long now) {
        List<Why> lines = new ArrayList<>(Why.of("reading", reading, now));
        if (!reading.runs() && reads()) {
            lines.add(new Why("reading", "(demand)", "TLS", "-", "one record passes"));
        }
        lines.addAll(Why.of("writing", writing, now));
        if (!writing.runs() && writes()) {
            lines.add(new Why("writing", "(demand)", "TLS", "-", "one record passes"));
        }
        return lines;
    }

    private static boolean isShut(Suspension direction) {
        return direction.holds(Reason.CONNECTING)
                || direction.holds(Reason.CLOSING)
                || direction.holds(Reason.ENDED)
                || direction.holds(Reason.TLS_TASK)
                || direction.holds(Reason.PACED);
    }
}
