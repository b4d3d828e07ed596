package org.tropea.flow.pipeline;

import org.osgi.annotation.versioning.ProviderType;
import org.tropea.flow.fault.LocalFault;
import org.tropea.flow.scope.RouterScope;

/** Makes the data plane of a router; the core registers it as a service. */
@ProviderType
public interface PipelineFactory {
    /**
     * Starts the loops of {@code router} and adds to its scope the parts {@code LoopGroup}, {@code Connections} and
     * {@code Channels}. {@code RouterKeys} must be in the scope. May wait for bundles that are about to start, so call it on
     * a thread of the router's own.
     */
    Pipeline open(RouterScope router) throws LocalFault;
}
