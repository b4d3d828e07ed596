package org.tropea.core.edge;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.edge.EdgeHandler;
import org.tropea.flow.edge.EdgeType;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.fault.PeerFault;

/** Opens every stream and notes what happens to it. */
public final class TestEdge implements EdgeType {
    /** Command, stream id and body of each stream opened. */
    public final List<String> opened = new ArrayList<>();

    /** What each stream told. */
    public final List<Handler> handlers = new ArrayList<>();

    /** What is done with a stream before the handler is returned. */
    Consumer<Stream> first = stream -> {};

    /** Whether there is no handler to return. */
    boolean answersAtOnce;

    /** What opening throws, when not null. */
    PeerFault fault;

    @Override
    public EdgeHandler open(Stream stream, int command, byte[] array, int offset, int length) throws PeerFault {
        opened.add(command + "/" + stream.id() + "/" + new String(array, offset, length));
        if (fault != null) {
            throw fault;
        }
        first.accept(stream);
        if (answersAtOnce) {
            return null;
        }
        Handler handler = new Handler(stream);
        handlers.add(handler);
        return handler;
    }

    /** The handler made last. */
    public Handler last() {
        return handlers.get(handlers.size() - 1);
    }

    /** The far side of one stream: takes what comes, and packages its source while it may. */
    public static final class Handler implements EdgeHandler {
        /** The stream, for the test to act on. */
        public final Stream stream;

        /** The reasons with which it was ended. */
        public final List<Integer> ended = new ArrayList<>();

        final ByteArrayOutputStream delivered = new ByteArrayOutputStream();
        final List<byte[]> cells = new ArrayList<>();
        Runnable atData = () -> {};
        Runnable atEnd = () -> {};
        Runnable atInvitation = () -> {};
        Buffer source;
        int invitations;

        Handler(Stream stream) {
            this.stream = stream;
        }

        @Override
        public void data(byte[] array, int offset, int length) {
            cells.add(Arrays.copyOfRange(array, offset, offset + length));
            delivered.write(array, offset, length);
            atData.run();
        }

        @Override
        public void mayPackage() {
            invitations++;
            atInvitation.run();
            if (source != null) {
                stream.packageFrom(source);
            }
        }

        @Override
        public void ended(int reason) {
            ended.add(reason);
            atEnd.run();
        }
    }
}
