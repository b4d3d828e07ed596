package org.tropea.client.shell;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tropea.client.CircuitLine;
import org.tropea.client.ClientRole;
import org.tropea.client.ClientRoleFactory;
import org.tropea.client.ClientStatus;

/** {@code client:status}, {@code client:circuits}, {@code client:map} and {@code client:newnym}. */
@Component(
        service = ClientCommands.class,
        property = {
            "osgi.command.scope=client",
            "osgi.command.function=status",
            "osgi.command.function=circuits",
            "osgi.command.function=map",
            "osgi.command.function=newnym",
            "tropea.command.reads=status",
            "tropea.command.reads=circuits",
            "tropea.command.reads=map",
            "tropea.command.options=router",
            "tropea.command.complete.router=routers",
            "tropea.command.help.status=Circuits, streams and requests by loop",
            "tropea.command.help.circuits=The client's circuits and their relays",
            "tropea.command.help.map=Which address stands for which host",
            "tropea.command.help.newnym=Use no present circuit for new streams"
        })
public final class ClientCommands {
    private final ClientRoleFactory clients;

    /** Commands about what {@code clients} runs. */
    @Activate
    public ClientCommands(@Reference ClientRoleFactory clients) {
        this.clients = clients;
    }

    /** One line for each loop. */
    public List<ClientStatus> status(String router) {
        return find(router).status();
    }

    /** One line for each circuit. */
    public List<CircuitLine> circuits(String router) {
        return find(router).circuits();
    }

    /** What is mapped, and to what. */
    public Map<String, String> map(String router) {
        return find(router).addresses();
    }

    /** New streams share no circuit with those of before. */
    public String newnym(String router) {
        find(router).newIdentity();
        return "new streams will get new circuits";
    }

    private ClientRole find(String router) {
        Map<String, ClientRole> running = clients.running();
        if (router == null && running.size() == 1) {
            return running.values().iterator().next();
        }
        if (running.isEmpty()) {
            throw new IllegalStateException("no router is a client; SocksPort and the like make it one");
        }
        ClientRole named = router == null ? null : running.get(router);
        if (named == null) {
            String asked = router == null ? "--router NAME is needed" : "router " + router + " is no client";
            throw new IllegalArgumentException(asked + "; clients are " + running.keySet());
        }
        return named;
    }

    /** Names of routers that are clients, for completion. */
    public List<String> routers() {
        return List.copyOf(clients.running().keySet());
    }
}
