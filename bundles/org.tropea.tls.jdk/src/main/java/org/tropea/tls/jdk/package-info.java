/** TLS engines of the JDK. The exporter that links need is there from Java 25 on; nothing here resolves before. */
@Requirement(namespace = "osgi.ee", filter = "(&(osgi.ee=JavaSE)(version>=25))")
package org.tropea.tls.jdk;

import org.osgi.annotation.bundle.Requirement;
