/** Key certificates of directory authorities (dir-spec 3.1). */
@Export
@Version("1.0.0")
package org.tropea.netdoc.cert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
