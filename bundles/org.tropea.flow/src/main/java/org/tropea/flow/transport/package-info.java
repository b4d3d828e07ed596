/** Transports: how the bytes of OR connections get past those who would stop them (pt-spec). */
@Export
@Version("1.0.0")
package org.tropea.flow.transport;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
