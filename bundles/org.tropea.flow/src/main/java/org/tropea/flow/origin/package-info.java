/** Circuits that begin here: their hops, what they tell, and the streams that this end opens on them. */
@Export
@Version("1.0.0")
package org.tropea.flow.origin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
