package org.tropea.conn.dir;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes zlib streams that stand one behind the other, as C tor sends votes. One that is cut short is an
 * EOFException.
 */
final class ZlibMembers extends InputStream {
    private static final int CHUNK = 4096;

    private final InputStream in;
    private final Inflater inflater = new Inflater();
    private final byte[] input = new byte[CHUNK];
    private int filled;
    private boolean ended;

    ZlibMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!ended) {
            int count = inflate(into, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                nextMember();
            } else if (inflater.needsDictionary()) {
                throw new IOException("zlib data with a preset dictionary");
            } else if (!feed()) {
                throw new EOFException("zlib data that is cut short");
            }
        }
        return -1;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException malformed) {
            throw new IOException("malformed zlib data: " + malformed.getMessage(), malformed);
        }
    }

    private void nextMember() throws IOException {
        int left = inflater.getRemaining();
        if (left > 0) {
            inflater.reset();
            inflater.setInput(input, filled - left, left);
        } else {
            inflater.reset();
            ended = !feed();
        }
    }

    private boolean feed() throws IOException {
        filled = in.read(input, 0, input.length);
        if (filled <= 0) {
            return false;
        }
        inflater.setInput(input, 0, filled);
        return true;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
