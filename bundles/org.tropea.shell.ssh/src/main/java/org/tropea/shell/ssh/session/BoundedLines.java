package org.tropea.shell.ssh.session;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a client sends, as long as its lines are: one that is longer ends the stream with a failure. One thread. */
public final class BoundedLines extends FilterInputStream {
    /** Bytes of a line; a viewer's longest and all that an operator's script may need. */
    public static final int LONGEST = 1 << 16;

    private int length;

    /** Reads from {@code in}. */
    public BoundedLines(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count((byte) b);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        int count = super.read(bytes, offset, most);
        for (int i = 0; i < count; i++) {
            count(bytes[offset + i]);
        }
        return count;
    }

    private void count(byte b) throws IOException {
        length = b == '\n' || b == '\r' ? 0 : length + 1;
        if (length > LONGEST) {
            throw new IOException("a line has more than " + LONGEST + " bytes");
        }
    }
}
