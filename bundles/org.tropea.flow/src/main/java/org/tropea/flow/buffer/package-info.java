/** Buffers: linked queues of memory extents between sockets and the code that interprets bytes. */
@Export
@Version("1.0.0")
package org.tropea.flow.buffer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
