package org.tropea.directory;

import org.tropea.netdoc.value.Octets;

/**
 * Our own descriptor as it was published, once per edition: all who are served it share its arrays, which nobody
 * changes.
 *
 * @param identity our RSA identity
 * @param text the descriptor
 * @param extraInfo the extra-info document that goes with it
 */
public record OwnDescriptor(Octets identity, byte[] text, byte[] extraInfo) {}
