/** Microbenchmarks of the hot path, and the relay between two scripted neighbours that they measure. */
package org.tropea.itests.jmh;
