package org.tropea.directory.network;

import org.tropea.directory.fetch.Mirror;

/**
 * Where a consensus came from.
 *
 * @param kind where
 * @param mirror which mirror; null unless it was one
 * @param name for people
 */
record Origin(Kind kind, Mirror mirror, String name) {
    /** The kinds. */
    enum Kind {
        /** The file of the one that was in force. */
        CACHED,
        /** The file of one that waited for certificates. */
        UNVERIFIED,
        /** Our own authority, where this router is one. */
        AUTHORITY,
        /** A mirror. */
        MIRROR
    }

    static Origin file(Kind kind, String name) {
        return new Origin(kind, null, name);
    }

    static Origin authority() {
        return new Origin(Kind.AUTHORITY, null, "our authority");
    }

    static Origin mirror(Mirror mirror) {
        return new Origin(Kind.MIRROR, mirror, mirror.name());
    }

    boolean isDisk() {
        return kind == Kind.CACHED || kind == Kind.UNVERIFIED;
    }
}
