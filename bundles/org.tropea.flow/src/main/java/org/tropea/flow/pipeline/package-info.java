/** One router's data plane as a whole, as the composition root sees it. */
@Export
@Version("1.1.0")
package org.tropea.flow.pipeline;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
