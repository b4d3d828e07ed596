package org.tropea.netdoc.diff;

import java.util.ArrayList;
import java.util.List;

/** The lines that differ between two chunks: all but a longest common subsequence. */
final class ChunkDiff {
    /** Beyond so many pairs of lines the whole chunk is replaced; only a preamble of thousands of lines gets there. */
    private static final int MOST_PAIRS = 4_000_000;

    private final Lines old;
    private final Lines target;
    private int oldFrom;
    private int oldTo;
    private int newFrom;
    private int newTo;

    ChunkDiff(Lines old, Chunk oldChunk, Lines target, Chunk newChunk) {
        this.old = old;
        this.target = target;
        this.oldFrom = oldChunk.from();
        this.oldTo = oldChunk.to();
        this.newFrom = newChunk.from();
        this.newTo = newChunk.to();
    }

    List<Hunk> hunks() {
        trim();
        if (oldFrom == oldTo || newFrom == newTo || (long) (oldTo - oldFrom) * (newTo - newFrom) > MOST_PAIRS) {
            return List.of(new Hunk(oldFrom, oldTo, newFrom, newTo));
        }
        return walk(lengths());
    }

    /** Leaves equal lines at both ends out. */
    private void trim() {
        while (oldFrom < oldTo && newFrom < newTo && old.sameAs(oldFrom, target, newFrom)) {
            oldFrom++;
            newFrom++;
        }
        while (oldFrom < oldTo && newFrom < newTo && old.sameAs(oldTo - 1, target, newTo - 1)) {
            oldTo--;
            newTo--;
        }
    }

    /** Element i, j: how long a common subsequence is left from the i-th old and the j-th new line on. */
    private int[][] lengths() {
        int rows = oldTo - oldFrom;
        int columns = newTo - newFrom;
        int[][] lengths = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                lengths[i][j] = old.sameAs(oldFrom + i, target, newFrom + j)
                        ? 1 + lengths[i + 1][j + 1]
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private List<Hunk> walk(int[][] lengths) {
        List<Hunk> hunks = new ArrayList<>();
        int i = 0;
        int j = 0;
        int hunkI = 0;
        int hunkJ = 0;
        while (i < oldTo - oldFrom && j < newTo - newFrom) {
            if (old.sameAs(oldFrom + i, target, newFrom + j)) {
                hunks.add(hunk(hunkI, i, hunkJ, j));
                hunkI = ++i;
                hunkJ = ++j;
            } else if (lengths[i + 1][j] >= lengths[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        hunks.add(hunk(hunkI, oldTo - oldFrom, hunkJ, newTo - newFrom));
        return hunks;
    }

    private Hunk hunk(int fromOld, int toOld, int fromNew, int toNew) {
        return new Hunk(oldFrom + fromOld, oldFrom + toOld, newFrom + fromNew, newFrom + toNew);
    }
}
