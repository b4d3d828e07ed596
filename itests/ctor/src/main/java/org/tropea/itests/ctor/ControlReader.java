package org.tropea.itests.ctor;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a control connection's lines into replies and events (control-spec 2.3); both look alike, events are 650. */
final class ControlReader {

    private final BufferedReader in;

    ControlReader(BufferedReader in) {
        this.in = in;
    }

    /** The next whole reply. @throws EOFException when the other side has closed */
    ControlReply next() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line();
            if (line.length() < 4) {
                throw new IOException("not a control reply: " + line);
            }
            char kind = line.charAt(3);
            String text = line.substring(4);
            lines.add(kind == '+' ? text + "\n" + data() : text);
            if (kind == ' ') {
                return new ControlReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    private String data() throws IOException {
        StringBuilder block = new StringBuilder();
        for (String line = line(); !line.equals("."); line = line()) {
            block.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
        }
        return block.toString();
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("control connection closed");
        }
        return line;
    }
}
