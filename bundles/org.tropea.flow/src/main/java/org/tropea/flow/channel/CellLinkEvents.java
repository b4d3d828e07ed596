package org.tropea.flow.channel;

import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/** What a {@link CellLink} tells the channel backend above it; in the link's loop. A PeerFault closes the link. */
public interface CellLinkEvents {
    /** The stream is up: cells may be written. For an incoming link this comes before any cell. */
    void linked(CellLink link) throws PeerFault;

    /**
     * The bytes from {@code array[offset]} to {@code end} are about to be delivered, mostly fixed-length cells one after
     * the other: a hint, on which nothing may depend.
     */
    default void coming(byte[] array, int offset, int end) {}

    /** One fixed-length cell (514 bytes) stands at {@code array[offset]}; valid during the call. */
    void cell(byte[] array, int offset) throws PeerFault;

    /**
     * One variable-length cell came in. Its payload are the {@code length} bytes at {@code array[offset]}; its header
     * stands before them, {@code header} bytes long (5 for VERSIONS, 7 for the others). Valid during the call.
     */
    void variableCell(int command, byte[] array, int offset, int length, int header) throws PeerFault;

    /** There is room again; see {@link CellLink#room()}. */
    void writable();

    /** The link is gone, with {@code cause}; called exactly once, last, also when it never came up. */
    void closed(CloseCause cause);
}
