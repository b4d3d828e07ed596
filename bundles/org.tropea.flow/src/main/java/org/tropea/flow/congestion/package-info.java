/** Windows of circuits and streams, and when SENDMEs are due. */
@Export
@Version("1.0.0")
package org.tropea.flow.congestion;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
