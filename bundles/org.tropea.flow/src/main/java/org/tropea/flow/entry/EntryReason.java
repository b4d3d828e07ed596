package org.tropea.flow.entry;

/**
 * Reasons for which a request fails on this side of the network, beside {@link org.tropea.cell.EndReason}: above 255, so
 * that none can be taken for one that an exit told. C tor's numbers where it has them.
 */
public final class EntryReason {
    /** No circuit could be had for it. */
    public static final int CANT_ATTACH = 257;

    /** There is no network. */
    public static final int NET_UNREACHABLE = 258;

    /** The program broke the protocol. */
    public static final int PROTOCOL = 259;

    /** An internal address was asked for, which no exit connects to. */
    public static final int PRIVATE_ADDR = 262;

    /** The port's flags or policy forbid what was asked for. */
    public static final int ENTRYPOLICY = 264;

    /** The name may have an answer later; {@code RESOLVEFAILED} says that it has none. */
    public static final int RESOLVE_LATER = 270;

    /** Reasons about onion services: this and an extended SOCKS error from 0xF0 to 0xF7 (proposal 304). */
    public static final int ONION = 0x200;

    /** The onion service's address is not one. */
    public static final int ONION_BAD_ADDRESS = ONION + 0xf6;

    private EntryReason() {}
}
