package org.tropea.itests.badinput;

import java.time.Duration;

/**
 * One line of the table.
 *
 * @param name what is sent, in words
 * @param start what stands before it is sent
 * @param send sends it
 * @param reply what the relay must answer: "nothing", "closed", or words as {@link RawCircuit#answer} gives them
 * @param survives the smallest thing that must go on working; everything larger must, too
 * @param limit how long the answer may take
 */
record BadInput(String name, Start start, Send send, String reply, Survives survives, Duration limit) {
    static final String NOTHING = "nothing";
    static final String CLOSED = "closed";
    static final String PROTOCOL = "DESTROY TORPROTOCOL";

    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** Sends the case's bytes from its stage. */
    interface Send {
        void from(Stage stage) throws Exception;
    }

    /** What is left afterwards. */
    enum Survives {
        /** The stream, its circuit and its link. */
        STREAM,
        /** The circuit and its link. */
        CIRCUIT,
        /** The link. */
        LINK,
        /** The relay and what others do with it. */
        RELAY
    }

    static BadInput dropped(String name, Start start, Survives survives, Send send) {
        return new BadInput(name, start, send, NOTHING, survives, LIMIT);
    }

    static BadInput answered(String name, Start start, String reply, Survives survives, Send send) {
        return new BadInput(name, start, send, reply, survives, LIMIT);
    }

    static BadInput closes(String name, Start start, Send send) {
        return new BadInput(name, start, send, CLOSED, Survives.RELAY, LIMIT);
    }

    /** A case whose link must be closed because nothing more comes; {@code limit} is how long a relay may wait. */
    static BadInput timesOut(String name, Start start, Duration limit, Send send) {
        return new BadInput(name, start, send, CLOSED, Survives.RELAY, limit);
    }

    /** Whether the case waits so long that it should run beside the others. */
    boolean slow() {
        return limit.compareTo(LIMIT) > 0;
    }

    @Override
    public String toString() {
        return name + " → " + reply + ", survives " + survives;
    }
}
