package org.tropea.conn.or;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.CellLinkEvents;
import org.tropea.flow.fault.CloseCause;

/** Keeps copies of what a link or a framer tells. */
final class Recorder implements CellLinkEvents {
    final List<byte[]> cells = new ArrayList<>();
    final List<byte[]> variable = new ArrayList<>();
    CellLink link;
    CloseCause closed;
    int writable;
    /** How many cells there are when those are delivered that were announced last. */
    int announced;

    @Override
    public void linked(CellLink up) {
        link = up;
    }

    @Override
    public void coming(byte[] array, int offset, int end) {
        announced = cells.size() + (end - offset) / 514;
    }

    @Override
    public void cell(byte[] array, int offset) {
        cells.add(Arrays.copyOfRange(array, offset, offset + 514));
    }

    @Override
    public void variableCell(int command, byte[] array, int offset, int length, int header) {
        variable.add(Arrays.copyOfRange(array, offset - header, offset + length));
    }

    @Override
    public void writable() {
        writable++;
    }

    @Override
    public void closed(CloseCause cause) {
        closed = cause;
    }
}
