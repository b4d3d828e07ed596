package org.tropea.shell.ssh.shell;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Asks the launcher whether {@code BundleSigners} admits a jar, so that a running bundle is not stopped for one that the
 * framework would refuse. The refusal itself is the launcher's: what is not asked here is refused all the same.
 */
final class Signers {
    private static final String JUDGE = "(tropea.bundle.signers=true)";

    private final BundleContext context;

    Signers(BundleContext context) {
        this.context = context;
    }

    /** Throws the launcher's reason when the jar would be refused. */
    void check(Path jar) throws BundleException {
        for (ServiceReference<?> reference : judges()) {
            Object judge = context.getService(reference);
            Object refusal = judge instanceof Function<?, ?> function ? apply(function, jar.toString()) : null;
            context.ungetService(reference);
            if (refusal != null) {
                throw new BundleException(jar + " is refused by BundleSigners: " + refusal);
            }
        }
    }

    /** The same for what a bundle reads again from its own location. */
    void checkLocation(String location) throws BundleException {
        if (location.startsWith("file:")) {
            Path jar = Path.of(URI.create(location));
            if (Files.isRegularFile(jar)) {
                check(jar);
            }
        } else if (judges().length > 0) {
            throw new BundleException("with BundleSigners " + location + " cannot be read again; name a FILE");
        }
    }

    private ServiceReference<?>[] judges() {
        try {
            ServiceReference<?>[] found = context.getServiceReferences(Function.class.getName(), JUDGE);
            return found == null ? new ServiceReference<?>[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Object apply(Function<?, ?> function, String path) {
        return ((Function<String, Object>) function).apply(path);
    }
}
