package org.tropea.flow.scope;

import org.osgi.annotation.versioning.ProviderType;
import org.tropea.net.option.Options;

/**
 * What the products of one router share: its name, its options, and its per-router parts by contract type. Made by the
 * composition root before anything else of the router; parts that are added while it is assembled stay until it
 * stops, those of a role as long as the role. Any thread may read it; look the former up once, when a product is made, never per cell.
 */
@ProviderType
public interface RouterScope {
    /** The router's name: its Nickname, unique in the container. */
    String name();

    /** The options in force now; a reload puts a new object here. */
    Options options();

    /** The part of this router that fulfils {@code contract}; a missing part is a bug of the assembly. */
    <T> T part(Class<T> contract);

    /**
     * The part that fulfils {@code contract} now, or null: for parts that a role brings and takes away again. Look them
     * up each time.
     */
    <T> T find(Class<T> contract);

    /** Adds the part that fulfils {@code contract}; each contract has one part. */
    <T> void add(Class<T> contract, T part);

    /** Takes back the part that a role added; nothing happens when another fulfils {@code contract} by now. */
    <T> void remove(Class<T> contract, T part);
}
