package org.tropea.socketfactory;

import java.net.ProxySelector;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.SocketFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.flow.loop.EventLoop;
import org.tropea.flow.loop.LoopGroup;
import org.tropea.flow.role.Role;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.PortLine;

/**
 * What one client router offers to Java programs: a {@link SocketFactory} and a {@link ProxySelector} service, each
 * another object for each bundle that gets it, and for each service object of prototype scope. Any thread but a loop.
 */
final class RouterSockets implements Role {
    /** The service property with the router's name. */
    static final String ROUTER = "tropea.router";

    private static final EntryPort PORT = EntryPort.of("SocketFactory", PortLine.parse("auto"), new ArrayList<>())
            .orGroup(Integer.MIN_VALUE);

    private final RouterScope router;
    private final List<EventLoop> loops;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger products = new AtomicInteger();
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final Set<CircuitProxies> proxies = ConcurrentHashMap.newKeySet();
    private final List<ServiceRegistration<?>> services = new ArrayList<>();

    /** Offers nothing yet. */
    RouterSockets(RouterScope router) {
        this.router = router;
        loops = router.part(LoopGroup.class).loops();
    }

    static RouterSockets offer(BundleContext bundles, RouterScope router) {
        RouterSockets offered = new RouterSockets(router);
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(ROUTER, router.name()));
        offered.services.add(bundles.registerService(
                SocketFactory.class, new Products<SocketFactory>(offered::factory, gone -> {}), properties));
        offered.services.add(bundles.registerService(
                ProxySelector.class, new Products<ProxySelector>(offered::selector, offered::close), properties));
        return offered;
    }

    private record Products<T>(Function<String, T> maker, java.util.function.Consumer<T> end)
            implements PrototypeServiceFactory<T> {
        @Override
        public T getService(Bundle user, ServiceRegistration<T> registration) {
            return maker.apply(String.valueOf(user.getSymbolicName()));
        }

        @Override
        public void ungetService(Bundle user, ServiceRegistration<T> registration, T product) {
            end.accept(product);
        }
    }

    private SocketFactory factory(String user) {
        return new CircuitSocketFactory(this, isolation(user));
    }

    private ProxySelector selector(String user) {
        CircuitProxies selector = new CircuitProxies(this, isolation(user));
        proxies.add(selector);
        return selector;
    }

    private void close(ProxySelector selector) {
        CircuitProxies gone = (CircuitProxies) selector;
        proxies.remove(gone);
        gone.close();
    }

    /** Tells the streams of one product apart from those of all others. */
    private String isolation(String user) {
        return "Java " + user + " " + products.incrementAndGet();
    }

    RouterScope scope() {
        return router;
    }

    /** A request for {@code host}, a name or the text of an address. */
    static EntryRequest request(String host, int port, String isolation) {
        EntrySource source = new EntrySource(PORT, null, "java", null, null, isolation);
        return new EntryRequest(EntryRequest.Kind.CONNECT, host, port, source);
    }

    /** A passage to {@code host} in the loop whose turn it is; nothing is asked of the network yet. */
    Passage passage(String host, int port, String isolation) {
        EventLoop loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        Passage passage = new Passage(this, request(host, port, isolation), loop);
        passages.add(passage);
        return passage;
    }

    /** A passage is over. */
    void gone(Passage passage) {
        passages.remove(passage);
    }

    @Override
    public void reloaded() {
        // The client's options are the client's.
    }

    /** Ends all: programs that wait are thrown out. */
    @Override
    public void close() {
        services.forEach(ServiceRegistration::unregister);
        proxies.forEach(CircuitProxies::close);
        passages.forEach(passage -> passage.ended(SocketEnd.CLOSED_HERE));
    }
}
