/** Shared random values (srv-spec): commitments, reveals, and the value that they make. No clocks, no disk. */
package org.tropea.authority.random;
