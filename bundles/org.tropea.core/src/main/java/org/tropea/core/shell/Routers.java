package org.tropea.core.shell;

import java.util.Map;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;

/** Finds the router that a command is about. */
final class Routers {
    private Routers() {}

    /** The router called {@code name}; the only one when {@code name} is null. */
    static RouterPipeline find(PipelineComponent pipelines, String name) {
        Map<String, RouterPipeline> running = pipelines.running();
        if (name == null && running.size() == 1) {
            return running.values().iterator().next();
        }
        RouterPipeline named = name == null ? null : running.get(name);
        if (named == null) {
            String asked = name == null ? "--router NAME is needed" : "no router " + name;
            throw new IllegalArgumentException(asked + "; running are " + running.keySet());
        }
        return named;
    }
}
