package org.tropea.flow.scope;

import org.osgi.annotation.versioning.ProviderType;
import org.tropea.net.option.Options;

/**
 * What the products of one router share: its name, its options, and its per-router parts by contract type. Made by the
 * composition root before anything else of the router; parts are added while it is assembled and stay until it stops.
 * Any thread may read it; look parts up once, when a product is made, never per cell.
 */
@ProviderType
public interface RouterScope {
    /** The router's name: its Nickname, unique in the container. */
    String name();

    /** The options in force now; a reload puts a new object here. */
    Options options();

    /** The part of this router that fulfils {@code contract}; a missing part is a bug of the assembly. */
    <T> T part(Class<T> contract);

    /** Adds the part that fulfils {@code contract}; each contract has one part. */
    <T> void add(Class<T> contract, T part);
}
