/** Who is at the other end of a channel: CERTS and AUTHENTICATE (tor-spec 4.2 to 4.4). */
@Export
@Version("1.0.0")
package org.tropea.crypto.link;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
