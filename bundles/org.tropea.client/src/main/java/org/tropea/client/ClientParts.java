package org.tropea.client;

import org.tropea.flow.origin.OriginCircuits;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.Directory;
import org.tropea.net.path.Paths;

/**
 * What the clients of one router's loops share.
 *
 * @param router the router
 * @param circuits who builds circuits
 * @param paths who chooses their relays
 * @param directory the network
 * @param addresses the address map
 * @param refused what exits refused
 * @param loops how many loops there are
 */
record ClientParts(
        RouterScope router,
        OriginCircuits circuits,
        Paths paths,
        Directory directory,
        AddressMap addresses,
        RefusedExits refused,
        int loops) {
    /** What falls to one loop of a number that is meant for the router: at least one. */
    int share(int number) {
        return (number + loops - 1) / loops;
    }
}
