/** A program at one end and a network at the other, both played by the test: for tests of entry types. */
@Export
@Version("1.0.0")
package org.tropea.testkit.entry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
