/** What the products of one router share. */
@Export
@Version("1.1.0")
package org.tropea.flow.scope;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
