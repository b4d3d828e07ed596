package org.tropea.directory.serve;

import java.util.Collection;
import org.tropea.netdoc.cert.KeyCertificate;
import org.tropea.netdoc.status.Flavor;
import org.tropea.netdoc.value.Octets;

/**
 * The documents that a cache can serve, all as the bytes that go out, which nobody changes: who asks while another still
 * sends a document gets the same array. Any thread.
 */
public interface Shelf {
    /** The consensus of that flavor and its diffs; null when there is none. */
    ServedConsensus consensus(Flavor flavor);

    /** All certificates, by identity and then from old to new. */
    Collection<KeyCertificate> certificates();

    /** The microdescriptor with this SHA-256 digest, or null. */
    byte[] microdescriptor(Octets digest);

    /** The server descriptor with this SHA-1 digest, or null. */
    byte[] descriptor(Octets digest);

    /** The server descriptor of the relay with this identity, our own included, or null. */
    byte[] descriptorOf(Octets identity);

    /** The server descriptors of all relays. */
    Collection<byte[]> descriptors();

    /** Our own server descriptor, or null. */
    byte[] ownDescriptor();

    /** The extra-info document with this SHA-1 digest, or null. */
    byte[] extraInfo(Octets digest);

    /** That of the descriptor of the relay with this identity, our own included, or null. */
    byte[] extraInfoOf(Octets identity);

    /** The extra-info documents of all relays. */
    Collection<byte[]> extraInfos();

    /** Our own extra-info document, or null. */
    byte[] ownExtraInfo();
}
