/** Channels, their backends, and the links that carry cells as bytes. */
@Export
@Version("1.1.0")
package org.tropea.flow.channel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
