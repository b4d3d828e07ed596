package org.tropea.authority.relays;

import java.util.Map;
import org.tropea.net.directory.DirAnswer;

/**
 * What became of an upload, or of one document in it: C tor's kinds with its words.
 *
 * @param kind what to do
 * @param words what the relay is told
 */
record Verdict(Kind kind, String words) {
    static final String NOT_NEW = "X-Descriptor-Not-New";

    /** Kinds, the most severe first: of several documents the most severe counts. */
    enum Kind {
        /** A certificate in it is no longer valid. */
        EXPIRED,
        /** It cannot be read, or a signature is bad. */
        MALFORMED,
        /** It breaks a rule. */
        REJECTED,
        /** It is no news. */
        KNOWN,
        /** An extra-info document that belongs to no descriptor. */
        STRAY,
        /** It is taken. */
        TAKEN
    }

    static Verdict taken(String words) {
        return new Verdict(Kind.TAKEN, words);
    }

    static Verdict rejected(String words) {
        return new Verdict(Kind.REJECTED, words);
    }

    static Verdict known(String words) {
        return new Verdict(Kind.KNOWN, words);
    }

    boolean isTaken() {
        return kind == Kind.TAKEN;
    }

    /** The more severe one; of equally severe ones this. */
    Verdict worse(Verdict other) {
        return other.kind.compareTo(kind) < 0 ? other : this;
    }

    /** C tor's answer: 200 with the words, 200 with a header when it is no news, else 400 with the words. */
    DirAnswer answer() {
        return switch (kind) {
            case TAKEN -> DirAnswer.of(200, words);
            case KNOWN, EXPIRED -> new DirAnswer(200, words, null, -1, false, Map.of(NOT_NEW, "Yes"));
            case MALFORMED, REJECTED, STRAY -> DirAnswer.of(400, words);
        };
    }
}
