/** The relay under test as its operator sees it: its remote shell, its JVM, and the network around it. */
package org.tropea.itests.swap.relay;
