/**
 * Connections: sockets and linked pairs behind one state machine, their suspensions and token buckets, and the table of
 * one router's connections and listeners. Uses {@code org.tropea.core.slot} only.
 */
package org.tropea.core.conn;
