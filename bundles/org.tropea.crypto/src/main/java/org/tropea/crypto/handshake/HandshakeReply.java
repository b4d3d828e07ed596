package org.tropea.crypto.handshake;

/**
 * What a server's side of a circuit handshake yields.
 *
 * @param reply HDATA for CREATED2 (64 bytes for ntor) or the body of CREATED_FAST (40 bytes)
 * @param keyMaterial as many bytes as were asked for, in the order of tor-spec 5.2
 */
public record HandshakeReply(byte[] reply, byte[] keyMaterial) {}
