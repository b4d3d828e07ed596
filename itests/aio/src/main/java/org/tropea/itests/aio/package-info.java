/** An I/O layer on the JDK's asynchronous channels, for tests. */
package org.tropea.itests.aio;
