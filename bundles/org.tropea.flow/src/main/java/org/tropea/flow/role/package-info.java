/** What a router does beside passing cells: publishing, later client, directory cache and authority. */
@Export
@Version("1.0.0")
package org.tropea.flow.role;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
