package org.tropea.conn.socks;

import org.tropea.flow.buffer.Buffer;
import org.tropea.flow.entry.EntryHost;
import org.tropea.net.option.Addresses;

/**
 * The server's side of a SOCKS handshake, without sockets: START until the version is known; for version 5 METHODS
 * is answered, then CREDENTIALS if user and password were chosen, then REQUEST; DONE with a {@link #command}. Each
 * {@link #step} takes one whole message from the inbuf.
 */
final class SocksDialogue {
    private static final int NO_AUTH = 0x00;
    private static final int USER_PASS = 0x02;
    private static final int USER_MAX = 255;
    private static final int NAME_MAX = 255;
    private static final byte[] NO_METHOD = {5, (byte) 0xff};
    private static final byte[] NOTHING = {};

    private enum State {
        START,
        CREDENTIALS,
        REQUEST,
        DONE
    }

    private final boolean prefersNoAuth;
    private State state = State.START;
    private int version;
    private String user;
    private String password;
    private SocksCommand command;

    SocksDialogue(boolean prefersNoAuth) {
        this.prefersNoAuth = prefersNoAuth;
    }

    /** Reads the next message; returns what to answer, or null when it is not whole yet. */
    byte[] step(Buffer inbuf) throws SocksFault {
        Message message = new Message(inbuf);
        byte[] answer = read(message);
        if (message.isShort()) {
            return null;
        }
        inbuf.drain(message.length());
        return answer;
    }

    private byte[] read(Message message) throws SocksFault {
        if (state == State.CREDENTIALS) {
            return credentials(message);
        } else if (state == State.REQUEST) {
            return request(message);
        }
        int first = message.octet();
        if (message.isShort()) {
            return NOTHING;
        }
        version = first == 4 || first == 5 ? first : 0;
        return switch (version) {
            case 4 -> four(message);
            case 5 -> methods(message);
            default -> throw new SocksFault(SocksFault.GENERAL, "version " + first);
        };
    }

    /** SOCKS 4 and 4a: everything in one message; an address 0.0.0.x says that a name follows. */
    private byte[] four(Message message) throws SocksFault {
        int asked = message.octet();
        int port = message.port();
        byte[] address = message.octets(4);
        String name = message.terminated(USER_MAX);
        boolean isName = address[0] == 0 && address[1] == 0 && address[2] == 0;
        String host = isName ? message.terminated(NAME_MAX) : Addresses.text(Addresses.of(address));
        if (!message.isShort()) {
            if (isName && address[3] == 0) {
                throw new SocksFault(SocksFault.GENERAL, "the address 0.0.0.0");
            }
            SocksCommand wanted = SocksCommand.of(version, asked, host, port, !isName);
            user = name.isEmpty() ? null : name;
            done(wanted);
        }
        return NOTHING;
    }

    private byte[] methods(Message message) throws SocksFault {
        int count = message.octet();
        boolean userPass = false;
        boolean noAuth = false;
        for (int i = 0; i < count; i++) {
            int method = message.octet();
            userPass |= method == USER_PASS;
            noAuth |= method == NO_AUTH && !message.isShort();
        }
        if (message.isShort()) {
            return NOTHING;
        }
        if (!userPass && !noAuth) {
            throw new SocksFault(SocksFault.GENERAL, "neither user and password nor no authentication offered");
        }
        boolean asks = userPass && !(noAuth && prefersNoAuth);
        state = asks ? State.CREDENTIALS : State.REQUEST;
        return new byte[] {5, (byte) (asks ? USER_PASS : NO_AUTH)};
    }

    /** RFC 1929; either may be empty, as some programs send them so. */
    private byte[] credentials(Message message) throws SocksFault {
        int subVersion = message.octet();
        String name = message.text(message.octet());
        String secret = message.text(message.octet());
        if (!message.isShort()) {
            if (subVersion != 1) {
                throw new SocksFault(SocksFault.GENERAL, "version " + subVersion + " of user and password");
            }
            if (name.startsWith("<torS0X>") && !name.equals("<torS0X>0")) {
                throw new SocksFault(SocksFault.GENERAL, "an unknown kind of extended parameters");
            }
            user = name;
            password = secret;
            state = State.REQUEST;
        }
        return new byte[] {1, 0};
    }

    private byte[] request(Message message) throws SocksFault {
        int is = message.octet();
        int asked = message.octet();
        message.octet();
        int type = message.octet();
        if (message.isShort()) {
            return NOTHING;
        }
        if (is != 5) {
            throw new SocksFault(SocksFault.GENERAL, "version " + is + " within a version 5 dialogue");
        }
        String host = switch (type) {
            case 1 -> Addresses.text(Addresses.of(message.octets(4)));
            case 3 -> message.text(message.octet());
            case 4 -> ipv6(message.octets(16));
            default -> throw new SocksFault(SocksFault.ADDRESS_TYPE, "address type " + type);
        };
        int port = message.port();
        if (!message.isShort()) {
            done(SocksCommand.of(version, asked, host, port, type != 3));
        }
        return NOTHING;
    }

    /** An IPv4 address mapped into IPv6 is the IPv4 address it is. */
    private static String ipv6(byte[] address) {
        return EntryHost.normal(Addresses.text(Addresses.of(address)));
    }

    private void done(SocksCommand wanted) {
        command = wanted;
        state = State.DONE;
    }

    /** The refusal of what is being read, with the SOCKS 5 code {@code reply}; empty when no version is known. */
    byte[] refusal(int reply) {
        if (version == 4) {
            return new byte[] {0, 0x5b, 0, 0, 0, 0, 0, 0};
        } else if (version != 5) {
            return NOTHING;
        }
        return switch (state) {
            case START -> NO_METHOD;
            case CREDENTIALS -> new byte[] {1, 1};
            default -> new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0};
        };
    }

    /** The protocol's name for isolation; the version known. */
    String protocol() {
        return "socks" + version;
    }

    int version() {
        return version;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    /** What is asked for; null until it is known. */
    SocksCommand command() {
        return command;
    }
}
