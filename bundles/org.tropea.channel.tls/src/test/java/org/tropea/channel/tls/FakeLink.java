package org.tropea.channel.tls;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.Digests;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;

/** One end of a link in memory; a test takes the cells out of one end and puts them, changed or not, into the other. */
final class FakeLink extends CellLink {
    final Deque<byte[]> written = new ArrayDeque<>();
    CellLinkEvents events;
    CloseCause cause;
    String fault = "";
    byte[] serverCertificate;
    InetSocketAddress remote = new InetSocketAddress("127.0.0.1", 9001);
    private final EventLoop loop;
    private boolean versions;

    FakeLink(EventLoop loop, byte[] serverCertificate) {
        this.loop = loop;
        this.serverCertificate = serverCertificate;
    }

    /** Delivers the wire image of a cell; a PeerFault closes the link, as an OR connection does it. */
    void deliver(byte[] cell) {
        if (cause != null) {
            return;
        }
        try {
            dispatch(cell);
        } catch (PeerFault e) {
            fault = e.getMessage();
            close(e.cause());
        }
    }

    private void dispatch(byte[] cell) throws PeerFault {
        int header = versions ? 7 : 5;
        int command = cell[header - 3] & 0xff;
        if (versions && !CellCommand.isVariable(command)) {
            events.cell(cell, 0);
        } else {
            versions |= command == CellCommand.VERSIONS;
            events.variableCell(command, cell, header, cell.length - header, header);
        }
    }

    /** Delivers everything that {@code from} has written. */
    void deliverAll(FakeLink from) {
        while (!from.written.isEmpty()) {
            deliver(from.written.poll());
        }
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void events(CellLinkEvents receiver) {
        events = receiver;
    }

    @Override
    public void write(byte[] cell) {
        written.add(cell.clone());
    }

    @Override
    public byte[] writeVariable(int command, byte[] payload) {
        int id = command == CellCommand.VERSIONS ? 2 : 4;
        byte[] cell = new byte[id + 3 + payload.length];
        cell[id] = (byte) command;
        cell[id + 1] = (byte) (payload.length >>> 8);
        cell[id + 2] = (byte) payload.length;
        System.arraycopy(payload, 0, cell, id + 3, payload.length);
        written.add(cell);
        return cell;
    }

    @Override
    public int room() {
        return 10;
    }

    @Override
    public void flush() {}

    @Override
    public void close(CloseCause why) {
        cause = why;
        events.closed(why);
    }

    @Override
    public int bytesQueued() {
        return 0;
    }

    @Override
    public byte[] exportKeyingMaterial(String label, byte[] context, int length) {
        return Digests.sha256(label.getBytes(), context, serverCertificate);
    }

    @Override
    public byte[] serverCertificate() {
        return serverCertificate;
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return new InetSocketAddress("127.0.0.1", 9002);
    }

    @Override
    public String describe() {
        return "memory";
    }
}
