/** Which channel sends next. */
@Export
@Version("1.0.0")
package org.tropea.flow.scheduler;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
