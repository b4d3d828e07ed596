/** Consensus diffs: made, read and applied (dir-spec 4.5 and appendix E). */
@Export
@Version("1.0.0")
package org.tropea.netdoc.diff;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
