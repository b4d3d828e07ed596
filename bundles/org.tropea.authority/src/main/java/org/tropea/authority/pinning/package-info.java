/** Which Ed25519 identity belongs to which RSA identity, once and for all. */
package org.tropea.authority.pinning;
