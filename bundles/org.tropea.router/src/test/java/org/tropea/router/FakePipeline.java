package org.tropea.router;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.tropea.crypto.Curve25519KeyPair;
import org.tropea.crypto.Ed25519KeyPair;
import org.tropea.crypto.RsaKeyPair;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.Connections;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.pipeline.Pipeline;
import org.tropea.flow.pipeline.PipelineFactory;
import org.tropea.flow.pipeline.PipelineTotals;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.LinkKeys;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;

/** Pipeline, connections and keys of a router in one: keeps what was asked of it, in order. */
final class FakePipeline implements PipelineFactory, Pipeline, Connections, RouterKeys {
    /** The port that stands for "any". */
    static final int CHOSEN = 40_000;

    final List<SocketAddress> bound = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    volatile int circuits;
    volatile Runnable whenLoopsGo;
    /** Happens once, while somebody asks for the number of circuits. */
    volatile Runnable meanwhile;

    boolean refuses;
    /** Types beside "or" that may listen. */
    final List<String> others = new ArrayList<>();

    boolean keysFail;

    @Override
    public Pipeline open(RouterScope router) {
        router.add(Connections.class, this);
        calls.add("open");
        return this;
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local) throws LocalFault {
        if (refuses || !type.equals("or")) {
            throw new LocalFault(local + ": in use");
        }
        bound.add(local);
        InetSocketAddress inet = (InetSocketAddress) local;
        return inet.getPort() == 0 ? new InetSocketAddress(inet.getAddress(), CHOSEN) : inet;
    }

    @Override
    public SocketAddress listen(String type, SocketAddress local, Object attachment) throws LocalFault {
        if (!others.contains(type)) {
            throw new LocalFault(local + ": in use");
        }
        calls.add("listen " + type);
        return local;
    }

    @Override
    public synchronized void unlisten(String type) {
        calls.add("unlisten " + type);
    }

    @Override
    public synchronized void hibernate() {
        calls.add("hibernate");
    }

    @Override
    public void reload(Options options) {
        calls.add("reload");
    }

    @Override
    public int circuits() {
        Runnable event = meanwhile;
        meanwhile = null;
        int answer = circuits;
        if (event != null) {
            event.run();
        }
        return answer;
    }

    @Override
    public PipelineTotals totals() {
        calls.add("totals");
        return new PipelineTotals(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Override
    public void whenLoopsGo(Runnable told) {
        whenLoopsGo = told;
    }

    @Override
    public void close() {
        calls.add("close");
    }

    @Override
    public void renew() throws KeyFault {
        calls.add("renew");
        if (keysFail) {
            throw new KeyFault("disk full");
        }
    }

    @Override
    public byte[] rsaId() {
        return new byte[20];
    }

    @Override
    public Connection dial(String type, SocketAddress remote, Object attachment, EventLoop loop) {
        throw new AssertionError("not used");
    }

    @Override
    public Connection link(String type, Object attachment, String peer, Object peerAttachment, EventLoop loop) {
        throw new AssertionError("not used");
    }

    @Override
    public RsaKeyPair identity() {
        throw new AssertionError("not used");
    }

    @Override
    public byte[] ed25519Id() {
        throw new AssertionError("not used");
    }

    @Override
    public Ed25519KeyPair signing() {
        throw new AssertionError("not used");
    }

    @Override
    public byte[] signingCertificate() {
        throw new AssertionError("not used");
    }

    @Override
    public LinkKeys link() {
        throw new AssertionError("not used");
    }

    @Override
    public Curve25519KeyPair onionKey() {
        throw new AssertionError("not used");
    }

    @Override
    public Curve25519KeyPair previousOnionKey() {
        throw new AssertionError("not used");
    }

    @Override
    public RsaKeyPair tapOnionKey() {
        throw new AssertionError("not used");
    }
}
