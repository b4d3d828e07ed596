package org.tropea.core.shell;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.core.conn.TlsSession;
import org.tropea.core.pipeline.PipelineComponent;
import org.tropea.core.pipeline.RouterPipeline;
import org.tropea.flow.fault.LocalFault;

/** {@code tls:list}, {@code tls:use} and {@code tls:sessions}. */
@Component(
        service = TlsCommands.class,
        property = {
            "osgi.command.scope=tls",
            "osgi.command.function=list",
            "osgi.command.function=use",
            "osgi.command.function=sessions",
            "tropea.command.reads=list",
            "tropea.command.reads=sessions",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.complete.name=names",
            "tropea.command.help.list=The TLS providers, and who serves new links",
            "tropea.command.help.use=Chooses one by name, or auto",
            "tropea.command.help.sessions=TLS of each connection between relays"
        })
public final class TlsCommands {
    private final PipelineComponent pipelines;

    /** Commands about the routers of {@code pipelines}. */
    @Activate
    public TlsCommands(@Reference PipelineComponent pipelines) {
        this.pipelines = pipelines;
    }

    /** The candidates, the most wanted first. */
    public List<PolicyLine> list(String router) {
        return PolicyLine.of(Routers.find(pipelines, router).tlsProviders());
    }

    /** Chooses the one called {@code name}; {@code auto} leaves it to ranking. */
    public String use(String router, String name) {
        return PolicyLine.use(Routers.find(pipelines, router).tlsProviders(), name);
    }

    /** Each connection that has TLS, or waits for it. */
    public List<TlsSession> sessions(String router) throws LocalFault {
        return Routers.answer(Routers.find(pipelines, router).connections().tlsSessions());
    }

    /** Names of routers, for completion. */
    public List<String> routers() {
        return Routers.names(pipelines);
    }

    /** Names of providers, and auto, for completion. */
    public List<String> names() {
        return PolicyLine.names(pipelines, RouterPipeline::tlsProviders);
    }
}
