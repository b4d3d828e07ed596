/**
 * Streams of circuits that end here: relay cells of the edge, windows, authenticated SENDMEs, and the hand-over to the
 * handlers that edge types bring. Uses the circuit package; only the pipeline uses it.
 */
package org.tropea.core.edge;
