/**
 * The queues of circuits on one channel, and which of them sends next. {@link org.tropea.core.circuitmux.CircuitQueue}
 * is the turning point of the data path: below it nobody knows circuits, above it nobody knows sockets.
 */
package org.tropea.core.circuitmux;
