package org.tropea.core.channel;

/** Why a cell was dropped without a word: nothing is closed for it, it is only counted. */
public enum Drop {
    /** CREATE with circuit id 0. */
    CREATE_WITH_ID_ZERO,
    /** CREATE with an id that a circuit has, or whose DESTROY is still to be sent. */
    CREATE_WITH_ID_IN_USE,
    /** A cell for a circuit that is not there; normal after a close. */
    UNKNOWN_CIRCUIT,
    /** A cell whose command no circuit knows. */
    UNKNOWN_COMMAND,
    /** A cell while the channel was not open. */
    CHANNEL_NOT_OPEN,
    /** EXTEND2 in a RELAY cell that was not RELAY_EARLY. */
    EXTEND_NOT_EARLY,
    /** EXTEND2 with a stream id. */
    EXTEND_ON_STREAM,
    /** A relay message that only clients take: EXTENDED, EXTENDED2, TRUNCATED. */
    FOR_CLIENTS_ONLY,
    /** A relay message DROP: long-range padding. */
    LONG_RANGE_PADDING
}
