/** What relays say of themselves: server descriptors and extra-info documents (dir-spec 2.1). */
@Export
@Version("1.0.0")
package org.tropea.netdoc.descriptor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
