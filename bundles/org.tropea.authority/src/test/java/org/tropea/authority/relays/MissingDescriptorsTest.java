package org.tropea.authority.relays;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.authority.Round;
import org.tropea.authority.TestAuthority;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.status.Vote;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;

class MissingDescriptorsTest {
    private static final long NOW = TestRelay.NOW;

    @TempDir
    private Path directory;

    private final HandCrankedLoopGroup loops = new HandCrankedLoopGroup();
    private final List<DirRequest> requests = new ArrayList<>();
    private final List<SocketAddress> dialled = new ArrayList<>();
    private final List<byte[]> taken = new ArrayList<>();
    private boolean refuses;
    /** By which the voter is an authority; by what was reloaded since it is none. */
    private Options inRound;

    private MissingDescriptors missing;
    private Vote vote;

    private final class Dialler implements Connections {
        @Override
        public SocketAddress listen(String type, SocketAddress local) {
            throw new AssertionError("nobody listens");
        }

        @Override
        public void unlisten(String type) {
            throw new AssertionError("nobody listens");
        }

        @Override
        public Connection link(
                String type, Object attachment, String otherType, Object otherAttachment, EventLoop loop) {
            throw new AssertionError("nobody is linked");
        }

        @Override
        public Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) throws LocalFault {
            if (refuses) {
                throw new LocalFault("no sockets left");
            }
            dialled.add(remote);
            requests.add((DirRequest) attachment);
            return null;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        TestAuthority voter = new TestAuthority("other");
        vote = voter.vote(Round.votes("three", 3).get(0));
        TestScope scope = TestScope.of(
                "DirAuthority",
                "other v3ident=" + voter.certificate().identity() + " vote=http://127.0.0.9:8009/ 127.0.0.1:7009 "
                        + "A".repeat(40));
        scope.add(LoopGroup.class, loops);
        scope.add(Connections.class, new Dialler());
        RelayBook book = new RelayBook(new StoredFiles(directory, text -> {}, text -> {}));
        missing = new MissingDescriptors(scope, () -> inRound, book, Runnable::run, taken::add);
        inRound = scope.options();
        scope.options(TestScope.of().options());
    }

    private void fetch(long now) {
        missing.fetch(vote, now);
        loops.loop(0).crank();
    }

    private void answer(int status) {
        requests.get(requests.size() - 1).done().accept(new DirResponse(status, "so", new byte[] {1}));
    }

    @Test
    void whatOneHasIsAskedOnceAnHour() {
        fetch(NOW);
        assertEquals(List.of(new InetSocketAddress("127.0.0.9", 8009)), dialled);
        answer(200);
        assertEquals(1, taken.size());
        fetch(NOW + 3599);
        assertEquals(1, requests.size());
        fetch(NOW + 3601);
        assertEquals(2, requests.size());
    }

    @Test
    void whatFailedIsAskedWithTheNextVote() {
        fetch(NOW);
        fetch(NOW + 1);
        assertEquals(1, requests.size(), "it may come yet");
        answer(503);
        refuses = true;
        fetch(NOW + 2);
        refuses = false;
        fetch(NOW + 3);
        assertEquals(2, requests.size());
        assertEquals(0, taken.size());
    }
}
