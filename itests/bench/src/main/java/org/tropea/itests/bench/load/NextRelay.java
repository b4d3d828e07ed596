package org.tropea.itests.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.tropea.crypto.link.LinkCertificates;
import org.tropea.itests.badinput.RelayInfo;
import org.tropea.itests.badinput.RelayKeys;

/** The relay to which the generator's circuits go on: proves who it is and takes any number of connections. */
final class NextRelay implements Loop.Ready, Closeable {
    private final Loop loop;
    private final Payload payload;
    private final RelayKeys keys = RelayKeys.generate();
    private final LinkCertificates certificates = keys.certificates(RelayKeys.now());
    private final LinkTls tls = LinkTls.server(certificates);
    private final ServerSocketChannel listening;
    private final List<NextLink> links = new ArrayList<>();

    NextRelay(Loop loop, Payload payload) throws IOException {
        this.loop = loop;
        this.payload = payload;
        listening = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        loop.register(listening, SelectionKey.OP_ACCEPT, this);
    }

    /** How a circuit gets here. */
    RelayInfo info() throws IOException {
        return keys.at(((InetSocketAddress) listening.getLocalAddress()).getPort());
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        SocketChannel socket = listening.accept();
        if (socket != null) {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            NextLink link = new NextLink(loop, tls.engine(), socket, certificates, payload);
            links.add(link);
            link.start();
        }
    }

    @Override
    public void flush() {
        throw new IllegalStateException("a listening socket has nothing to send");
    }

    /** Cells that came here, all equal to what was sent. */
    long cells() {
        return links.stream().mapToLong(NextLink::cells).sum();
    }

    @Override
    public void close() throws IOException {
        for (NextLink link : links) {
            link.close();
        }
        listening.close();
    }
}
