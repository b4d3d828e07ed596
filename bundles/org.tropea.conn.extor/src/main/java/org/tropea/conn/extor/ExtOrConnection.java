package org.tropea.conn.extor;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.conn.Carried;
import org.tropea.flow.conn.Connection;
import org.tropea.flow.conn.ConnectionHandler;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.loop.EventLoop;

/**
 * A helper program's connection (proposals 196, 4 and 217, 4) until it becomes an OR connection: TYPE, NONCE, HASH by what
 * it has to send next, COMMANDS once it has shown that it knows the cookie. What is malformed there is answered by DENY;
 * whatever is wrong closes it. So does {@link #PATIENCE}. Touched only by its loop.
 */
final class ExtOrConnection implements ConnectionHandler {
    /** How long a program may take for all of it. */
    static final long PATIENCE = 60_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(ExtOrConnection.class);
    private static final byte[] TYPES = {1, 0};
    private static final int SAFE_COOKIE = 1;
    private static final int HEADER = 4;
    private static final int DONE = 0x0000;
    private static final int USERADDR = 0x0001;
    private static final int TRANSPORT = 0x0002;
    private static final int OKAY = 0x1000;
    private static final int DENY = 0x1001;
    /** Longer than any transport's name. */
    private static final int NAME_MAX = 128;

    private enum State {
        TYPE,
        NONCE,
        HASH,
        COMMANDS
    }

    private final Connection connection;
    private final SafeCookie cookie;
    private final WrongHashes wrongHashes;
    private final EventLoop.Timer patience;
    private State state = State.TYPE;
    private InetSocketAddress client;
    /** As C tor calls one that nobody named. */
    private String transport = "<??>";

    ExtOrConnection(Connection connection, SafeCookie cookie, WrongHashes wrongHashes) {
        this.connection = connection;
        this.cookie = cookie;
        this.wrongHashes = wrongHashes;
        patience = connection.loop().schedule(PATIENCE, () -> connection.close(CloseCause.HANDSHAKE_TIMEOUT));
    }

    /** Says how a program can show that it may be here. */
    void begin() {
        send(TYPES);
    }

    @Override
    public void processInbuf() throws PeerFault {
        boolean goesOn = true;
        while (goesOn && connection.isOpen()) {
            goesOn = state == State.COMMANDS ? command() : authenticate();
        }
    }

    /** Returns whether there was enough for the next step. */
    private boolean authenticate() throws PeerFault {
        byte[] bytes = take(state == State.TYPE ? 1 : SafeCookie.LENGTH);
        if (bytes == null) {
            return false;
        }
        switch (state) {
            case TYPE -> requireSafeCookie(bytes[0]);
            case NONCE -> send(cookie.answer(bytes));
            default -> requireProof(bytes);
        }
        state = State.values()[state.ordinal() + 1];
        return true;
    }

    private static void requireSafeCookie(int type) throws PeerFault {
        if (type != SAFE_COOKIE) {
            throw new PeerFault("authentication type " + type + " at the ExtORPort; accepted is 1, SAFE_COOKIE");
        }
    }

    private void requireProof(byte[] hash) throws PeerFault {
        boolean proven = cookie.proves(hash);
        send(new byte[] {(byte) (proven ? 1 : 0)});
        if (!proven) {
            warn(wrongHashes.another(connection.loop().now()));
            throw new PeerFault("a wrong hash at the ExtORPort");
        }
    }

    /** Whoever reaches the port can send wrong hashes, as many as they like. */
    private static void warn(int count) {
        if (count > 0) {
            LOG.warn(
                    "A program at the ExtORPort does not know the cookie: it may have read another router's file"
                            + " ({} since the last such line)",
                    count);
        }
    }

    /** Returns whether there was a whole message, and this goes on. */
    private boolean command() throws PeerFault {
        Buffer inbuf = connection.inbuf();
        if (inbuf.length() < HEADER) {
            return false;
        }
        byte[] header = new byte[HEADER];
        inbuf.peek(0, header, 0, HEADER);
        int length = number(header, 2);
        if (inbuf.length() < HEADER + length) {
            return false;
        }
        inbuf.drain(HEADER);
        try {
            return obey(number(header, 0), new String(take(length), StandardCharsets.ISO_8859_1));
        } catch (PeerFault fault) {
            LOG.warn("A program at the ExtORPort is denied: {}", fault.getMessage());
            answer(DENY);
            throw fault;
        }
    }

    private boolean obey(int command, String body) throws PeerFault {
        switch (command) {
            case USERADDR -> client = UserAddress.parse(body);
            case TRANSPORT -> transport = name(body);
            case DONE -> {
                done();
                return false;
            }
            default -> LOG.debug("Command {} at the ExtORPort is unknown and ignored", command);
        }
        return true;
    }

    private static String name(String body) throws PeerFault {
        if (body.length() > NAME_MAX || !body.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new PeerFault("TRANSPORT is no name of letters, digits and underscores");
        }
        return body;
    }

    /** A program waits for the answer: what follows at once is none's that keeps to the protocol. */
    private void done() throws PeerFault {
        if (connection.inbuf().length() > 0) {
            throw new PeerFault("bytes behind DONE before it was answered");
        }
        answer(OKAY);
        patience.cancel();
        try {
            connection.become("or", null, new Carried(transport, client, null));
        } catch (LocalFault fault) {
            LOG.debug("{}", fault.getMessage());
            connection.close(CloseCause.PROVIDER_GONE);
        }
    }

    private void answer(int command) {
        send(new byte[] {(byte) (command >> 8), (byte) command, 0, 0});
    }

    private void send(byte[] bytes) {
        connection.outbuf().append(bytes, 0, bytes.length);
        connection.outbufChanged();
    }

    /** The next {@code length} bytes; null while there are fewer. */
    private byte[] take(int length) {
        if (connection.inbuf().length() < length) {
            return null;
        }
        byte[] bytes = new byte[length];
        connection.inbuf().read(bytes, 0, length);
        return bytes;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    @Override
    public void reachedEof() {
        connection.closeAfterFlush(CloseCause.PEER_CLOSED);
    }

    @Override
    public void closed(CloseCause cause) {
        patience.cancel();
    }

    @Override
    public String describe() {
        return state == State.COMMANDS ? "for " + transport : "authenticating";
    }
}
