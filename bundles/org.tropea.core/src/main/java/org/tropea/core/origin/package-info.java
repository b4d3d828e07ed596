/**
 * Circuits that begin here. In reading order: {@link org.tropea.core.origin.RouterOrigins} (the contract),
 * {@link org.tropea.core.origin.OriginTable} (one loop's), {@link org.tropea.core.origin.ClientCircuit} (one of them),
 * {@link org.tropea.core.origin.HopHandshake} and {@link org.tropea.core.origin.OriginHop} (its hops). Uses the circuit and
 * edge packages; only the pipeline uses it.
 */
package org.tropea.core.origin;
