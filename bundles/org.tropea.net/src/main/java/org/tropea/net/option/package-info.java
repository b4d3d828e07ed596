/**
 * One router's configuration under torrc's names: the table of all options, typed access to values, and the
 * syntaxes that several readers share. Plain Java, no OSGi at run time.
 */
@Export
@Version("1.2.0")
package org.tropea.net.option;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
