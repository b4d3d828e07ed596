/** The obfs4 protocol: its handshake, frames, shapes of traffic, keys and files. No sockets, clocks, threads or disk. */
package org.tropea.transport.obfs4;
