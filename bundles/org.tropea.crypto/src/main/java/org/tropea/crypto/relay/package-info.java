/** Encryption of relay cells, one layer and one direction at a time (tor-spec 5.5 and 6.1). */
@Export
@Version("1.0.0")
package org.tropea.crypto.relay;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
