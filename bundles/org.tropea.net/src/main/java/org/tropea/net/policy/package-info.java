/** Which addresses and ports a relay lets traffic go to: parsing, matching and the lines of a descriptor. */
@Export
@Version("1.2.0")
package org.tropea.net.policy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
