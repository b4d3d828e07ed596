/** The directory protocol as its users see it, and the network as a consensus shows it. */
@Export
@Version("1.2.0")
package org.tropea.net.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
