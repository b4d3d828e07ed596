package org.tropea.flow.entry;

import java.net.InetAddress;
import org.tropea.net.option.EntryPort;

/**
 * Who asks: all that streams may be isolated by, but for the destination. Immutable.
 *
 * @param port the line of the port it came in by, with session group and flags
 * @param client the program's address; null for a Unix socket or a linked connection
 * @param protocol by which it asks: {@code socks4}, {@code socks5}, {@code httptunnel}, {@code trans}, {@code natd},
 *     {@code dns}, {@code java} (a program in this process)
 * @param user the user name it gave, each character one byte; null for none
 * @param password the password it gave, in the same way; null for none
 * @param isolation further text that tells its streams apart from others' (proposal 365); null for none
 */
public record EntrySource(
        EntryPort port, InetAddress client, String protocol, String user, String password, String isolation) {
    /** A source without credentials. */
    public EntrySource(EntryPort port, InetAddress client, String protocol) {
        this(port, client, protocol, null, null, null);
    }
}
