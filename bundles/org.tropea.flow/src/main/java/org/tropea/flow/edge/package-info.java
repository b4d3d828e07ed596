/** Streams at the edge of the network and the handlers that their types bring. */
@Export
@Version("1.1.0")
package org.tropea.flow.edge;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
