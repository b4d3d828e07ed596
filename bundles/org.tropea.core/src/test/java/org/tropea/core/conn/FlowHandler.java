package org.tropea.core.conn;

import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;

/** Sends and receives patterns, and takes only as much as it is told to. */
final class FlowHandler implements ConnectionHandler {
    final BaseConnection connection;
    Pattern out;
    Pattern in;
    /** The most that it takes at once; 0 for nothing. */
    int appetite = Integer.MAX_VALUE;

    int limit = 128 * 1024;
    boolean demandsRead;
    boolean demandsWrite;
    boolean eof;
    CloseCause closedWith;

    FlowHandler(BaseConnection connection) {
        this.connection = connection;
    }

    void write(int bytes) {
        connection.outbuf().append(out.next(bytes), 0, bytes);
        out.sent += bytes;
        connection.outbufChanged();
    }

    void eat(int most) {
        appetite = most;
        in.take(connection.inbuf(), most);
        connection.inbufChanged();
    }

    void limit(int bytes) {
        limit = bytes;
        connection.inbufLimit(bytes);
    }

    void demand(boolean read, boolean write) {
        demandsRead = read;
        demandsWrite = write;
        connection.demand(read, write);
    }

    @Override
    public String toString() {
        return connection + " " + connection.state() + ", in "
                + connection.inbuf().length() + " ("
                + connection.reading() + (demandsRead ? " demanded)" : ")") + ", out "
                + connection.outbuf().length() + " (" + connection.writing() + (demandsWrite ? " demanded" : "")
                + "), closed with " + closedWith;
    }

    @Override
    public void processInbuf() {
        in.take(connection.inbuf(), appetite);
    }

    @Override
    public void flushedSome() {}

    @Override
    public void finishedFlushing() {}

    @Override
    public void finishedConnecting() {}

    @Override
    public void reachedEof() {
        eof = true;
    }

    @Override
    public void closed(CloseCause cause) {
        closedWith = cause;
    }
}
