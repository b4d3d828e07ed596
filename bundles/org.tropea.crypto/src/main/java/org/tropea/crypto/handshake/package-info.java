/** Circuit extension handshakes: ntor and CREATE_FAST (tor-spec 5.1). */
@Export
@Version("1.0.0")
package org.tropea.crypto.handshake;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
