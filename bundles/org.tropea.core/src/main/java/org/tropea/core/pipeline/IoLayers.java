package org.tropea.core.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.loop.LoopFactory;

/**
 * The I/O layers of the container. A router chooses one when it starts and keeps it: the first of those that its option
 * EventLoops names, else the highest service.ranking, else the lowest service.id. Any thread.
 */
final class IoLayers {
    private static final Logger LOG = LoggerFactory.getLogger(IoLayers.class);

    private final List<Layer> layers = new ArrayList<>();

    private record Layer(LoopFactory factory, int ranking, long id) {
        boolean isNamed(String name) {
            return factory.name().equalsIgnoreCase(name);
        }
    }

    /** Takes {@code factory}, or its new properties. */
    synchronized void bind(LoopFactory factory, Map<String, ?> properties) {
        int ranking = properties.get("service.ranking") instanceof Integer number ? number : 0;
        long id = properties.get("service.id") instanceof Long number ? number : Long.MAX_VALUE;
        if (!layers.removeIf(known -> known.factory() == factory)) {
            LOG.info("Event loops {} are there for routers that start", factory.name());
        }
        layers.add(new Layer(factory, ranking, id));
        layers.sort(Comparator.comparingInt(Layer::ranking).reversed().thenComparingLong(Layer::id));
    }

    synchronized void unbind(LoopFactory factory) {
        layers.removeIf(layer -> layer.factory() == factory);
    }

    /** Whether {@code factory} is there still. */
    synchronized boolean has(LoopFactory factory) {
        return layers.stream().anyMatch(layer -> layer.factory() == factory);
    }

    /** The layer for a router that names {@code wanted}, the most wanted first. */
    synchronized LoopFactory choose(List<String> wanted) throws LocalFault {
        for (String name : wanted) {
            for (Layer layer : layers) {
                if (layer.isNamed(name)) {
                    return layer.factory();
                }
            }
        }
        if (layers.isEmpty()) {
            throw new LocalFault("no bundle brings event loops; org.tropea.loop does");
        }
        return layers.get(0).factory();
    }
}
