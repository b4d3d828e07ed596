/** Connections and the handlers that their types bring. */
@Export
@Version("1.4.0")
package org.tropea.flow.conn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
