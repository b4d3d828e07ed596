/** Microdescriptors (dir-spec 3.3). */
@Export
@Version("1.0.0")
package org.tropea.netdoc.micro;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
