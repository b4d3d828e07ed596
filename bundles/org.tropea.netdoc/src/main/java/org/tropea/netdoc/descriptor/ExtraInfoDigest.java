package org.tropea.netdoc.descriptor;

import org.tropea.netdoc.value.Octets;

/**
 * Which extra-info document belongs to a descriptor.
 *
 * @param sha1 of the part that RSA signs, 20 bytes
 * @param sha256 of the whole document, 32 bytes, or null
 */
public record ExtraInfoDigest(Octets sha1, Octets sha256) {}
