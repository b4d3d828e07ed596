/**
 * What a router knows and serves of the network: {@link org.tropea.directory.network},
 * {@link org.tropea.directory.fetch}, {@link org.tropea.directory.serve}. And here what
 * it says of itself, in reading order: {@link org.tropea.directory.PublisherFactory},
 * {@link org.tropea.directory.Publisher} (when), {@link org.tropea.directory.ServerDescriptor} (what),
 * {@link org.tropea.directory.Upload} (where to), {@link org.tropea.directory.ObservedBandwidth}.
 */
package org.tropea.directory;
