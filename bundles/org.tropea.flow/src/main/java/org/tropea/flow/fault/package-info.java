/** What can go wrong: faults of the peer, of this machine, and bugs; and the cause with which everything closes. */
@Export
@Version("1.0.0")
package org.tropea.flow.fault;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
