/** The words of the wire: cells, queues of cells, codecs, and the numbers of tor-spec. Knows no OSGi at run time. */
@Export
@Version("1.0.0")
package org.tropea.cell;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
