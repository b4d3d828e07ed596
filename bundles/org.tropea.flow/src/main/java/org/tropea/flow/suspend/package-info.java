/** Suspension: the named reasons for which a direction pauses (the only way to pause one). */
@Export
@Version("1.3.0")
package org.tropea.flow.suspend;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
