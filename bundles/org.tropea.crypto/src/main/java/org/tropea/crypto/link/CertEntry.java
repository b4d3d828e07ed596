package org.tropea.crypto.link;

/**
 * One entry of a CERTS cell (tor-spec 4.2).
 *
 * @param type one of {@link org.tropea.crypto.cert.CertType} or unknown
 * @param body the certificate in its binary form, not copied
 */
public record CertEntry(int type, byte[] body) {}
