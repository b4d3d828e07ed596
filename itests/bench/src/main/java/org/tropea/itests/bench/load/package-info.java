/**
 * A load generator: one thread that holds thousands of connections and circuits of any relay, over real sockets on
 * loopback, and is the relay to which the circuits go on; {@link org.tropea.itests.bench.load.LoadBench} is the command.
 */
package org.tropea.itests.bench.load;
