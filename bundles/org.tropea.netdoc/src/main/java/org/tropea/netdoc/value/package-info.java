/** What several documents say in the same words: digests, times, addresses, versions, parameters, port lists. */
@Export
@Version("1.0.0")
package org.tropea.netdoc.value;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
