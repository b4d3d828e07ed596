/**
 * The main class of {@code bin/tropea}: embeds a framework, installs the bundles of the installation by reference and
 * lives until a signal or a fault ends the run. It is no bundle and shares no class with one but {@code java.*}; what
 * passes between it and the router are services and framework properties:
 *
 * <ul>
 *   <li>A router registers a {@link java.lang.Runnable} with property {@code tropea.signal=INT} once it is up. Its
 *       appearance is the launcher's mark for "started". On SIGINT the launcher runs every such service, each on a
 *       thread of its own; when all have returned (the graceful shutdown is complete) the framework stops and the
 *       process exits with 0. A second SIGINT, or SIGTERM at any time, stops at once.
 *   <li>A {@code Runnable} with {@code tropea.signal=HUP} is run on SIGHUP (reload).
 *   <li>The launcher registers a {@link java.util.function.Consumer} of String with {@code tropea.fatal=true}. A router
 *       that cannot start hands it one line; the launcher prints that line on stderr and exits with 1. The call returns
 *       at once.
 *   <li>A {@link java.util.concurrent.Callable} of String with {@code tropea.command=list-fingerprint} answers that
 *       command: the launcher prints its result and exits. The framework property {@code tropea.command} is {@code run}
 *       or {@code list-fingerprint}; with the latter a router opens no listener and dials nobody.
 *   <li>Framework properties: {@code tropea.torrc} (absolute path), {@code tropea.arguments} (the rest of the
 *       command line, one argument a line), {@code tropea.data} (the resolved
 *       DataDirectory), {@code tropea.home} (the installation, never written to).
 * </ul>
 */
package org.tropea.launcher;
