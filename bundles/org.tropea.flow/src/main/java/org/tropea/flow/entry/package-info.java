/** What local programs ask for: connections and names through the network, and the doors they come in by. */
@Export
@Version("1.1.0")
package org.tropea.flow.entry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
