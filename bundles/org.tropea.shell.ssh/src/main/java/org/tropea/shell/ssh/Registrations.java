package org.tropea.shell.ssh;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.tropea.shell.ssh.command.Catalogue;
import org.tropea.shell.ssh.session.RecordConverter;
import org.tropea.shell.ssh.shell.HelpCommand;

/** What Gogo gets from this bundle as long as it runs: loops and conditions, filters such as grep, help, tables. */
final class Registrations implements AutoCloseable {
    private static final String[] PROCEDURAL = {"each", "if", "not", "throw", "try", "until", "while"};
    private static final String[] FILTERS = {
        "cat", "echo", "grep", "head", "less", "sleep", "sort", "tail", "watch", "wc"
    };

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final BundleContext context;

    Registrations(BundleContext context, CommandProcessor processor, Catalogue catalogue) {
        this.context = context;
        registrations.add(context.registerService(Converter.class, new RecordConverter(), null));
        register(Procedural.class, new Procedural(), commands("gogo", PROCEDURAL));
        register(Posix.class, new Posix(processor), commands("gogo", FILTERS));
        Dictionary<String, Object> help = commands("shell", "help");
        help.put("tropea.command.reads", "help");
        help.put("tropea.command.complete.command", "names");
        help.put("tropea.command.help.help", "The commands, or how to call one of them");
        register(HelpCommand.class, new HelpCommand(catalogue), help);
    }

    private static Dictionary<String, Object> commands(String scope, String... functions) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, scope);
        properties.put(CommandProcessor.COMMAND_FUNCTION, functions);
        return properties;
    }

    private <S> void register(Class<S> type, S service, Dictionary<String, Object> properties) {
        registrations.add(context.registerService(type, service, properties));
    }

    @Override
    public void close() {
        registrations.forEach(ServiceRegistration::unregister);
    }
}
