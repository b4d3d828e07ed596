package org.tropea.core.scheduler;

/**
 * What a channel lacks for sending. Two facts make the four states, and each fact has one event that sets it and one
 * that clears it:
 *
 * <pre>
 *                      no cells                                    cells wait
 *   no room    IDLE               -- hasWaitingCells -->   WAITING_TO_WRITE
 *                | hasRoom                                      | hasRoom
 *                v                                              v
 *   room       WAITING_FOR_CELLS  -- hasWaitingCells -->   PENDING
 * </pre>
 *
 * A run of the policy uses cells and room up; after it the frame asks each channel that was pending for both facts
 * anew.
 * A channel starts IDLE; when it closes it leaves the frame from any state.
 */
public enum SchedulerState {
    /** Neither cells nor room. */
    IDLE,
    /** Room, but no cells. */
    WAITING_FOR_CELLS,
    /** Cells, but no room. */
    WAITING_TO_WRITE,
    /** Both: the policy sees it. */
    PENDING;

    boolean hasCells() {
        return this == WAITING_TO_WRITE || this == PENDING;
    }

    boolean hasRoom() {
        return this == WAITING_FOR_CELLS || this == PENDING;
    }

    static SchedulerState of(boolean cells, boolean room) {
        if (cells) {
            return room ? PENDING : WAITING_TO_WRITE;
        }
        return room ? WAITING_FOR_CELLS : IDLE;
    }
}
