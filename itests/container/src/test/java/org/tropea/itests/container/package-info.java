/**
 * The assembled bundles, started in a container as the launcher starts them. In reading order:
 * {@link org.tropea.itests.container.ContainerTest} (what starts), {@link org.tropea.itests.container.Routers} (routers
 * of a test), {@link org.tropea.itests.container.LinkPeer} (who talks to them), then the tests. {@code StockFelixIT} uses
 * no container of the test's own but Felix's distribution in a process.
 */
package org.tropea.itests.container;
