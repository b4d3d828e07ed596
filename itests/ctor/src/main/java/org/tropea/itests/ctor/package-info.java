/**
 * Private onion networks of C tor on loopback, and what tests, demo and bench do with them. Reading order:
 * {@link org.tropea.itests.ctor.CtorNetwork} (authorities, relays, client, nodes of another make),
 * {@link org.tropea.itests.ctor.ControlClient}, {@link org.tropea.itests.ctor.PathTraffic} (compared bytes along a
 * named path), {@link org.tropea.itests.ctor.CpuMeter}.
 */
package org.tropea.itests.ctor;
