/** Event loops: readiness, timers, commands from other threads, and workers for what takes long. */
@Export
@Version("1.3.0")
package org.tropea.flow.loop;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
