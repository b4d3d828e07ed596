/** A channel backend without TLS and sockets: cells between the routers of one container, handed over in memory. */
@Export
@Version("1.0.0")
package org.tropea.testkit.memory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
