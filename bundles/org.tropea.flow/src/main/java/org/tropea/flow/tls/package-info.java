/** TLS engines with the RFC 5705 exporter. */
@Export
@Version("1.0.0")
package org.tropea.flow.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
