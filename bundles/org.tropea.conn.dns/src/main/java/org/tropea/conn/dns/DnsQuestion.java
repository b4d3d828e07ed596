package org.tropea.conn.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.tropea.cell.EndReason;
import org.tropea.flow.edge.Stream;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryReason;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryPort;

/** One question under way; answered exactly once. Touched only by its loop. */
final class DnsQuestion implements EntryHandler {
    private final DnsSocket socket;
    private final DnsMessage message;
    private final InetSocketAddress sender;
    private EntryStreams.Attempt attempt;
    private EventLoop.Timer patience;

    DnsQuestion(DnsSocket socket, DnsMessage message, InetSocketAddress sender) {
        this.socket = socket;
        this.message = message;
        this.sender = sender;
    }

    /** Asks the network, for at most SocksTimeout. */
    void ask(RouterScope router, EventLoop loop) {
        EntryStreams streams = router.find(EntryStreams.class);
        if (streams == null) {
            failed(EntryReason.CANT_ATTACH, "this router is no client, or its client's bundle is away");
            return;
        }
        patience = loop.schedule(router.options().intervalNanos("SocksTimeout"), this::timedOut);
        EntryPort port = message.only(socket.listener().port());
        EntrySource source = new EntrySource(port, sender.getAddress(), "dns");
        attempt = streams.open(new EntryRequest(message.kind(), message.host(), 0, source), this, loop);
    }

    private void timedOut() {
        attempt.cancel();
        failed(EndReason.TIMEOUT, "nothing came of it within SocksTimeout");
    }

    void cancel() {
        done();
        if (attempt != null) {
            attempt.cancel();
        }
    }

    private void done() {
        if (patience != null) {
            patience.cancel();
        }
    }

    @Override
    public void resolved(List<EntryAnswer> answers) {
        done();
        socket.answered(this, message.answered(answers));
    }

    @Override
    public void failed(int reason, String why) {
        done();
        socket.answered(
                this,
                switch (reason) {
                    case EndReason.RESOLVEFAILED -> message.unknown();
                    case EntryReason.ENTRYPOLICY -> message.refused();
                    default -> message.failed();
                });
    }

    InetSocketAddress sender() {
        return sender;
    }

    @Override
    public void connected(Stream stream, InetAddress address, int ttl) {
        stream.end(EndReason.MISC); // nobody asked for one
    }

    @Override
    public void data(byte[] array, int offset, int length) {
        // There is no stream.
    }

    @Override
    public void mayPackage() {
        // There is no stream.
    }

    @Override
    public void ended(int reason) {
        // There is no stream.
    }
}
