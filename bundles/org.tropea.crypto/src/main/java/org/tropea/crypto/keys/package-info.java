/** Key files in C tor's own names and formats; parsing and encoding only, no disk. */
@Export
@Version("1.0.0")
package org.tropea.crypto.keys;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
