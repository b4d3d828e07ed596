/** Which circuit of a channel sends next. */
@Export
@Version("1.1.0")
package org.tropea.flow.circuitmux;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
