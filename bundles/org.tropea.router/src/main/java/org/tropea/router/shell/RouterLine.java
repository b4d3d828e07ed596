package org.tropea.router.shell;

import java.util.List;
import org.tropea.router.RouterView;

/**
 * One line of {@code router:list}.
 *
 * @param name its Nickname
 * @param state RUNNING, DRAINING, STOPPED, …
 * @param up seconds since it started; 0 when it does not run
 * @param addresses where it can be reached
 * @param circ circuits
 * @param chan channels
 * @param conn connections over sockets
 * @param inMB 1,000,000 bytes read on OR connections
 * @param outMB 1,000,000 bytes written on OR connections
 * @param sched the scheduler that decides
 */
public record RouterLine(
        String name,
        String state,
        long up,
        List<String> addresses,
        int circ,
        int chan,
        int conn,
        long inMB,
        long outMB,
        String sched) {
    private static final long MB = 1_000_000;

    static RouterLine of(RouterView router) {
        return new RouterLine(
                router.name(),
                router.state().name(),
                router.upSeconds(),
                router.addresses(),
                router.status().circuits(),
                router.status().channels(),
                router.status().connections(),
                router.totals().bytesRead() / MB,
                router.totals().bytesWritten() / MB,
                router.status().scheduler());
    }
}
