package org.tropea.torrc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a torrc and everything it includes into one list of lines, in order. */
final class TorrcReader {
    private static final int DEEPEST = 31;

    private final List<TorrcLine> lines = new ArrayList<>();

    private TorrcReader() {}

    /** The lines of a file; {@code -} means standard input. */
    static List<TorrcLine> read(Path file) throws TorrcFault {
        TorrcReader reader = new TorrcReader();
        boolean standardInput = file.toString().equals("-");
        reader.add(standardInput ? "standard input" : file.toString(), bytes(file, standardInput), 1);
        return reader.lines;
    }

    private void add(String source, byte[] bytes, int depth) throws TorrcFault {
        for (TorrcLine line : TorrcLexer.lines(source, bytes)) {
            if (line.name().equals("%include")) {
                include(line, depth);
            } else {
                lines.add(line);
            }
        }
    }

    private void include(TorrcLine line, int depth) throws TorrcFault {
        if (depth > DEEPEST) {
            throw new TorrcFault(line, "%include is nested more than " + DEEPEST + " deep");
        }
        try {
            for (Path file : IncludePattern.files(line.value())) {
                add(file.toString(), Files.readAllBytes(file), depth + 1);
            }
        } catch (IOException unreadable) {
            throw new TorrcFault(line, "%include " + line.value() + ": " + reason(unreadable));
        }
    }

    private static byte[] bytes(Path file, boolean standardInput) throws TorrcFault {
        try {
            return standardInput ? System.in.readAllBytes() : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new TorrcFault(file, reason(unreadable));
        }
    }

    private static String reason(IOException unreadable) {
        return unreadable instanceof NoSuchFileException
                ? "there is no such file"
                : "cannot be read (" + unreadable.getMessage() + ")";
    }
}
