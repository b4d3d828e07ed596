package org.tropea.testkit.entry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tropea.flow.entry.EntryAnswer;
import org.tropea.flow.entry.EntryHandler;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntryStreams;
import org.tropea.flow.entry.EntryType;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.PortLine;
import org.tropea.net.policy.AddressPolicy;
import org.tropea.testkit.HandCrankedLoop;
import org.tropea.testkit.PlayedConnection;
import org.tropea.testkit.TestScope;

/**
 * One program's connection through an entry type to a network played by the test, which is the {@link EntryStreams} of
 * the scope. The test's thread.
 */
public final class EntryRig implements EntryStreams {
    /** The loop of all. */
    public final HandCrankedLoop loop = new HandCrankedLoop();
    /** The router. */
    public final TestScope scope;
    /** The program's connection. */
    public final PlayedConnection connection;
    /** The listener it came in by. */
    public final EntryListener listener;
    /** What was asked of the network; null before. */
    public EntryRequest asked;
    /** Whether the request was given up. */
    public boolean cancelled;
    /** The stream that {@link #begins} or {@link #connects} made. */
    public PlayedStream stream;

    private EntryHandler asker;

    /** A program at a port with {@code line} of {@code option}; {@code options} of the router are name, value, … */
    public EntryRig(EntryType type, String option, String line, String... options) {
        scope = TestScope.of(options);
        scope.add(EntryStreams.class, this);
        EntryPort port =
                EntryPort.of(option, PortLine.parse(line), new ArrayList<>()).orGroup(-2);
        listener = new EntryListener(
                port, AddressPolicy.parse("SocksPolicy", scope.options().texts("SocksPolicy")));
        connection = new PlayedConnection("entry", new InetSocketAddress("127.0.0.1", 40_000), loop);
        connection.handler = type.open(connection, listener, scope);
        loop.crank();
    }

    /** The program sends {@code text}, one character a byte, in one piece. */
    public EntryRig says(String text) {
        connection.receive(text);
        return this;
    }

    /** The same, each byte by itself. */
    public EntryRig saysSlowly(String text) {
        for (int i = 0; i < text.length() && connection.isOpen(); i++) {
            connection.receive(text.substring(i, i + 1));
        }
        return this;
    }

    /** The program sends bytes written in hex; spaces count nothing. */
    public EntryRig saysHex(String hex) {
        return says(text(hex));
    }

    /** Bytes written in hex as text of one character a byte; spaces count nothing. */
    public static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex.replace(" ", "")), StandardCharsets.ISO_8859_1);
    }

    /** What the program hears since the last look. */
    public String hears() {
        return connection.sent();
    }

    /** The same in hex. */
    public String hearsHex() {
        return HexFormat.of().formatHex(hears().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Another exit is asked, by a {@link #stream} of its own. */
    public EntryRig begins() {
        stream = new PlayedStream(scope, loop);
        asker.begun(stream);
        loop.crank();
        return this;
    }

    /** The exit connects: the one that was asked last, if any was. */
    public EntryRig connects() {
        if (stream == null) {
            stream = new PlayedStream(scope, loop);
        }
        asker.connected(stream, null, 0);
        loop.crank();
        return this;
    }

    /** The exit sends {@code text}. */
    public void brings(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            asker.data(bytes, 0, bytes.length);
        } catch (PeerFault fault) {
            throw new AssertionError(fault);
        }
        loop.crank();
    }

    /** The stream ends at the exit. */
    public void ends(int reason) {
        asker.ended(reason);
        loop.crank();
    }

    /** The stream may package {@code bytes} more. */
    public void widens(int bytes) {
        stream.window += bytes;
        asker.mayPackage();
        loop.crank();
    }

    /** The request fails. */
    public EntryRig fails(int reason) {
        asker.failed(reason, "as the test wants it");
        loop.crank();
        return this;
    }

    /** The exit answers a question with addresses. */
    public EntryRig answers(InetAddress... addresses) {
        asker.resolved(List.of(addresses).stream()
                .map(address -> new EntryAnswer(address, null, 300))
                .toList());
        loop.crank();
        return this;
    }

    /** The exit answers a question with a name. */
    public EntryRig answers(String name) {
        asker.resolved(List.of(new EntryAnswer(null, name, 300)));
        loop.crank();
        return this;
    }

    @Override
    public Attempt open(EntryRequest request, EntryHandler handler, EventLoop in) {
        if (asked != null) {
            throw new AssertionError("a second request: " + request);
        }
        asked = request;
        asker = handler;
        return () -> cancelled = true;
    }
}
