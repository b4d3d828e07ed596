package org.tropea.netdoc.diff;

import java.util.ArrayList;
import java.util.List;
import org.tropea.netdoc.status.DirectorySignature;

/**
 * Compares two consensuses. Entries stand in the order of their identities in both, so they are paired by one walk, and
 * only lines of the same entry are compared with each other: the time it takes is in proportion to the length.
 */
final class DiffMaker {
    private final Lines old;
    private final Lines target;
    /** Where the signatures begin. */
    private final int oldEnd;

    private final int targetEnd;
    private final List<Hunk> hunks = new ArrayList<>();

    DiffMaker(String old, String target) {
        this.old = new Lines(old);
        this.target = new Lines(target);
        this.oldEnd = this.old.find(DirectorySignature.KEYWORD + " ");
        this.targetEnd = this.target.find(DirectorySignature.KEYWORD + " ");
    }

    /** The commands, from the back to the front; the first takes all old signatures away, however they look. */
    String commands() {
        StringBuilder text = new StringBuilder();
        text.append(oldEnd + 1).append(",$d\n");
        text.append(new Hunk(oldEnd, oldEnd, targetEnd, target.count()).command(target));
        compare(Chunk.of(old, oldEnd), Chunk.of(target, targetEnd));
        for (int i = hunks.size() - 1; i >= 0; i--) {
            text.append(hunks.get(i).command(target));
        }
        return text.toString();
    }

    private void compare(List<Chunk> olds, List<Chunk> targets) {
        int i = 0;
        int j = 0;
        while (i < olds.size() || j < targets.size()) {
            Chunk a = i < olds.size() ? olds.get(i) : null;
            Chunk b = j < targets.size() ? targets.get(j) : null;
            int order = a == null ? 1 : b == null ? -1 : a.compareTo(b);
            int oldFrom = a == null ? oldEnd : a.from();
            int newFrom = b == null ? targetEnd : b.from();
            if (order < 0) {
                add(new Hunk(oldFrom, a.to(), newFrom, newFrom));
            } else if (order > 0) {
                add(new Hunk(oldFrom, oldFrom, newFrom, b.to()));
            } else {
                new ChunkDiff(old, a, target, b).hunks().forEach(this::add);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private void add(Hunk hunk) {
        if (hunk.isEmpty()) {
            return;
        }
        int last = hunks.size() - 1;
        Hunk joined = last < 0 ? null : hunks.get(last).joined(hunk);
        if (joined == null) {
            hunks.add(hunk);
        } else {
            hunks.set(last, joined);
        }
    }
}
