/** For tests only: time, loops, sockets, buffers, cells and TLS that a test holds in its hand. One thread per test. */
@Export
@Version("1.0.0")
package org.tropea.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
