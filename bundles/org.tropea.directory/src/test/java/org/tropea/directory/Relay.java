package org.tropea.directory;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.net.directory.DirRequest;
import org.tropea.net.directory.DirResponse;
import org.tropea.net.directory.OrAddresses;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;
import org.tropea.testkit.HandCrankedLoopGroup;
import org.tropea.testkit.TestScope;

/** A router as its publisher sees it: settable totals, and uploads that a test answers. */
final class Relay implements Pipeline, Connections {
    static final String AUTHORITY = "auth orport=7000 v3ident=" + "A".repeat(40) + " 127.0.0.1:7001 " + "B".repeat(40);

    final ManualConductor conductor = new ManualConductor();
    final HandCrankedLoopGroup loops = new HandCrankedLoopGroup();
    final TestKeys keys = new TestKeys(ManualConductor.START + 30 * 86_400L);
    final TestScope scope;
    final Publisher publisher;
    final List<DirRequest> uploads = new ArrayList<>();
    final List<SocketAddress> dialled = new ArrayList<>();
    /** What an upload is answered; null lets it wait. */
    DirResponse answer = new DirResponse(200, "ok", new byte[0]);

    boolean noSocket;
    long bytes;

    Relay(Object... options) {
        scope = new TestScope("test", options(options));
        scope.add(RouterKeys.class, keys);
        scope.add(Pipeline.class, this);
        scope.add(Connections.class, this);
        scope.add(LoopGroup.class, loops);
        scope.add(OrAddresses.class, new OrAddresses(List.of(new InetSocketAddress("127.0.0.1", 9001))));
        publisher = new Publisher(scope, conductor.clock(), conductor).start();
    }

    static Options options(Object... options) {
        Map<String, Object> map = new HashMap<>(
                Map.of("TestingTorNetwork", "1", "Nickname", "test", "ORPort", "9001", "DirAuthority", AUTHORITY));
        for (int i = 0; i < options.length; i += 2) {
            map.put((String) options[i], options[i + 1]);
        }
        return Options.of(map);
    }

    /** Lets seconds pass and answers what was uploaded; returns how many uploads there were. */
    int pass(long seconds) {
        int before = uploads.size();
        conductor.pass(seconds, loops::crank);
        return uploads.size() - before;
    }

    String last() {
        return new String(uploads.get(uploads.size() - 1).body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) throws LocalFault {
        if (!type.equals("dir") || !loop.inLoop()) {
            throw new AssertionError("dialled " + type + " from the wrong place");
        }
        dialled.add(remote);
        uploads.add((DirRequest) attachment);
        if (noSocket) {
            throw new LocalFault("no socket");
        }
        if (answer != null) {
            ((DirRequest) attachment).done().accept(answer);
        }
        return null;
    }

    @Override
    public PipelineTotals totals() {
        return new PipelineTotals(bytes, bytes, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local) {
        throw new AssertionError("a publisher does not listen");
    }

    @Override
    public void unlisten(String type) {
        throw new AssertionError("a publisher does not listen");
    }

    @Override
    public Connection link(String type, Object attachment, String peer, Object peerAttachment, EventLoop loop) {
        throw new AssertionError("a publisher does not link");
    }

    @Override
    public void reload(Options options) {
        scope.options(options);
        publisher.reloaded();
    }

    @Override
    public void hibernate() {}

    @Override
    public int circuits() {
        return 0;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
