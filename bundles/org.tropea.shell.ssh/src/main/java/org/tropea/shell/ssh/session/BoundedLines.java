package org.tropea.shell.ssh.session;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a client sends, as long as its lines are: with one that is longer the stream ends. One thread. */
public final class BoundedLines extends FilterInputStream {
    /** Bytes of a script's line: all that an operator needs. */
    private static final int SCRIPTS = 1 << 16;
    /** Bytes typed: more than a viewer's command may have. A terminal draws the line again for each of them. */
    private static final int TYPED = 1 << 13;

    private final int longest;
    private final boolean quietly;
    private int length;

    private BoundedLines(InputStream in, int longest, boolean quietly) {
        super(in);
        this.longest = longest;
        this.quietly = quietly;
    }

    /** For scripts: too long a line is a failure, so that nobody takes its beginning for the whole. */
    public static InputStream ofScript(InputStream in) {
        return new BoundedLines(in, SCRIPTS, false);
    }

    /** For terminals, which drop a line that has not ended: too long a line is the end. */
    public static InputStream ofTerminal(InputStream in) {
        return new BoundedLines(in, TYPED, true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        int count = length > longest ? -1 : super.read(bytes, offset, most);
        for (int i = 0; i < count && length <= longest; i++) {
            byte b = bytes[offset + i];
            length = b == '\n' || b == '\r' ? 0 : length + 1;
        }
        if (length > longest && !quietly) {
            throw new IOException("a line has more than " + longest + " bytes");
        }
        return length > longest ? -1 : count;
    }
}
