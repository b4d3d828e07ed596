/** For tests only: what every TLS provider must do, as tests to inherit. */
@Export
@Version("1.0.0")
package org.tropea.testkit.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
