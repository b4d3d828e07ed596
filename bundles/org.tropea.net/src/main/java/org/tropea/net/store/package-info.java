/** Files that a router keeps: the old one or the new one, never half. */
@Export
@Version("1.0.0")
package org.tropea.net.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
