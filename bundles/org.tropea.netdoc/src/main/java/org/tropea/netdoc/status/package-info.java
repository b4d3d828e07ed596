/** The consensus in both flavours and its router status entries (dir-spec 3.4.1, 3.9). */
@Export
@Version("1.0.0")
package org.tropea.netdoc.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
