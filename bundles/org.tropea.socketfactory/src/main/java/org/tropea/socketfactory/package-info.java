/** The network for Java programs in the container: sockets without a SOCKS hop, and a proxy for HttpClient. */
package org.tropea.socketfactory;
