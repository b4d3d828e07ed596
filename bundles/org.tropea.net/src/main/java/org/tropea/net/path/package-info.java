/** Which relays a circuit goes through: guards, path selection, and how long building may take. */
@Export
@Version("1.0.0")
package org.tropea.net.path;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
