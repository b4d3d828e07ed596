package org.tropea.netdoc.status;

import java.net.InetAddress;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Octets;

/**
 * An authority that voted (dir-spec 3.4.1, the authority section).
 *
 * @param nickname its nickname, with {@code -legacy} behind it when this is about an old identity
 * @param identity SHA-1 of its identity key, 20 bytes
 * @param hostname where it says it is
 * @param address its IPv4 address
 * @param dirPort its directory port
 * @param orPort its OR port
 * @param contact how to reach its operator; null for an old identity
 * @param voteDigest SHA-1 of its vote, 20 bytes; null in the vote itself and for an old identity
 */
public record Voter(
        String nickname,
        Octets identity,
        String hostname,
        InetAddress address,
        int dirPort,
        int orPort,
        String contact,
        Octets voteDigest) {
    static final String SOURCE = "dir-source";
    static final String CONTACT = "contact";
    static final String VOTE_DIGEST = "vote-digest";

    static Voter read(Item source, Item contact, Item voteDigest) throws DocumentFault {
        return new Voter(
                source.argument(0),
                source.hex(1, Digests.SHA1_LEN),
                source.argument(2),
                source.value(source.argument(3), Addresses::ipv4),
                source.port(4),
                source.port(5),
                contact == null ? null : contact.rest(),
                voteDigest == null ? null : voteDigest.hex(0, Digests.SHA1_LEN));
    }

    void print(DocumentWriter out) {
        out.line(SOURCE, nickname, identity, hostname, Addresses.text(address), dirPort, orPort);
        out.maybe(CONTACT, contact).maybe(VOTE_DIGEST, voteDigest);
    }
}
