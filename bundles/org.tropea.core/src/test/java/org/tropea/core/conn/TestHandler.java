package org.tropea.core.conn;

import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;

/** Notes its callbacks; takes what comes unless told to leave it. */
final class TestHandler implements ConnectionHandler {
    final BaseConnection connection;
    final Object attachment;
    final List<String> events = new ArrayList<>();
    boolean takes = true;
    long taken;
    CloseCause closedWith;
    PeerFault fault;
    RuntimeException bug;

    TestHandler(BaseConnection connection, Object attachment) {
        this.connection = connection;
        this.attachment = attachment;
    }

    void write(int bytes) {
        connection.outbuf().append(new byte[bytes], 0, bytes);
        connection.outbufChanged();
    }

    void takeAll() {
        taken += connection.inbuf().length();
        connection.inbuf().drain(connection.inbuf().length());
    }

    @Override
    public void processInbuf() throws PeerFault {
        note("processInbuf");
        if (takes) {
            takeAll();
        }
        if (fault != null) {
            throw fault;
        }
        if (bug != null) {
            throw bug;
        }
    }

    @Override
    public void flushedSome() {
        note("flushedSome");
    }

    @Override
    public void finishedFlushing() {
        note("finishedFlushing");
    }

    @Override
    public void finishedConnecting() {
        note("finishedConnecting");
    }

    @Override
    public void reachedEof() {
        note("reachedEof");
    }

    @Override
    public void closed(CloseCause cause) {
        note("closed");
        closedWith = cause;
    }

    private void note(String event) {
        if (events.isEmpty() || !events.get(events.size() - 1).equals(event)) {
            events.add(event);
        }
    }
}
