/** The one parser frame of dir-spec 1.2: items, rules of a section, bounds, and a writer of lines. */
@Export
@Version("1.0.0")
package org.tropea.netdoc.frame;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
