/** The keys of one router, as the data plane and the descriptor use them. */
@Export
@Version("1.0.0")
package org.tropea.net.keys;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
