/**
 * Publishing a relay. In reading order: {@link org.tropea.directory.PublisherFactory},
 * {@link org.tropea.directory.Publisher} (when), {@link org.tropea.directory.ServerDescriptor} (what),
 * {@link org.tropea.directory.Upload} (where to), {@link org.tropea.directory.ObservedBandwidth}.
 */
package org.tropea.directory;
