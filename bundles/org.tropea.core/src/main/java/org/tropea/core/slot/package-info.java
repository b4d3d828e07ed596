/** Slots: where services are chosen among, adopted by every loop at a turn boundary, and taken away safely. */
package org.tropea.core.slot;
