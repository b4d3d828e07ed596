package org.tropea.core.origin;

import java.util.ArrayList;
import java.util.List;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.origin.ClientEdge;

/** Notes what a stream that was opened here tells, and packages its source while it may. */
final class ClientHandler implements ClientEdge {
    final List<String> told = new ArrayList<>();
    Stream stream;
    Buffer source;
    /** What it throws when data come; null: nothing. */
    RuntimeException bug;

    int id() {
        return stream.id();
    }

    String last() {
        return told.get(told.size() - 1);
    }

    @Override
    public void connected(byte[] body) {
        told.add("connected " + body.length);
    }

    @Override
    public void resolved(byte[] body) {
        told.add("resolved " + body.length);
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        if (bug != null) {
            throw bug;
        }
        if (told.size() < 100) {
            told.add("data " + length);
        }
    }

    @Override
    public void mayPackage() {
        if (source != null) {
            stream.packageFrom(source);
        }
    }

    @Override
    public void ended(byte[] body) {
        told.add("end " + (body[0] & 0xff) + " of " + body.length);
    }

    @Override
    public void ended(int reason) {
        told.add("ended " + reason);
    }
}
