/**
 * What a router knows of the network, and how it comes to know it. In reading order:
 * {@link org.tropea.directory.network.DirectoryFactory}, {@link org.tropea.directory.network.DirectoryRole},
 * {@link org.tropea.directory.network.ConsensusJob}, {@link org.tropea.directory.network.CertificateJob},
 * {@link org.tropea.directory.network.BatchJob}.
 */
package org.tropea.directory.network;
