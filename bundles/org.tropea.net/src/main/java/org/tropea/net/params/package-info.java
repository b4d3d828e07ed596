/** The network's parameters, which a consensus sets for all who follow it (param-spec). */
@Export
@Version("1.0.0")
package org.tropea.net.params;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
