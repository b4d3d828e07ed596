package org.tropea.itests.interop;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.tropea.itests.ctor.CtorNetwork;
import org.tropea.itests.ctor.CtorNetworkExtension;
import org.tropea.itests.ctor.CtorNode;

/** A network of C tor's with a Tropea cache in it, for all tests of directory documents on their ways. */
final class DirectoryNetwork {
    static final String CONSENSUS = "/tor/status-vote/current/consensus-microdesc";
    private static volatile int dirPort;

    static final CtorNetworkExtension NET = CtorNetworkExtension.of(
                    network -> network.relays(2).with(DirectoryNetwork::cache))
            .shared();

    private DirectoryNetwork() {}

    private static void cache(CtorNetwork network) {
        dirPort = network.freePort();
        CtorNode node = network.prepare(
                Tropea.relay("cache").option("DirPort 127.0.0.1:" + dirPort).option("DownloadExtraInfo 1"));
        Kills.logInDetail(node);
        node.start();
    }

    /** The cache's DirPort. */
    static int dirPort() {
        return dirPort;
    }

    /** A request to the cache's DirPort. */
    static HttpURLConnection ask(String path, String encoding) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + dirPort + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", encoding);
        connection.setReadTimeout(10_000);
        return connection;
    }

    /** A document of the cache's. */
    static String get(String path) throws IOException {
        return new String(ask(path, "identity").getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
