/** Ed25519 certificates, cross-certificates and the X.509 certificates of the link handshake (cert-spec). */
@Export
@Version("1.0.0")
package org.tropea.crypto.cert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
