package org.tropea.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.apache.felix.framework.BundleRevisionImpl;
import org.apache.felix.framework.cache.JarContent;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * With {@code BundleSigners}: no revision of a bundle is ever resolved unless the launcher installed it before the
 * framework started, or its jar in the framework's cache is signed. Whoever installs or updates a bundle, by whatever
 * door, its classes can be loaded only behind this gate. Called by any thread; judges each revision once.
 */
final class BundleGate implements ResolverHookFactory, SynchronousBundleListener {
    /** Framework property and service property: which certificates, for the router to compare with its option. */
    static final String PROPERTY = "tropea.bundle.signers";

    private static final Logger LOG = System.getLogger("org.tropea.launcher");

    private final Set<String> signers;
    private final Path cache;
    private final Map<BundleRevision, Optional<String>> judged = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile boolean closed;

    private BundleGate(Set<String> signers, Path cache) {
        this.signers = signers;
        this.cache = cache;
    }

    /**
     * Puts the gate up in a framework that has not started: until {@link #close} what comes is the installation's own.
     * {@code cache} is the framework's storage.
     */
    static BundleGate open(BundleContext context, Set<String> signers, Path cache) {
        BundleGate gate = new BundleGate(signers, cache);
        context.registerService(ResolverHookFactory.class, gate, null);
        context.addBundleListener(gate);
        Hashtable<String, Object> judge = new Hashtable<>();
        judge.put(PROPERTY, true);
        Function<Object, Object> asked = file -> SignedJar.refusal(new File(String.valueOf(file)), signers);
        context.registerService(Function.class.getName(), asked, judge);
        return gate;
    }

    /** From now on everything new must be signed. */
    void close() {
        closed = true;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED) {
            isRefused(event.getBundle().adapt(BundleRevision.class));
        }
    }

    private boolean isRefused(BundleRevision revision) {
        return revision != null
                && revision.getBundle().getBundleId() != 0
                && judged.computeIfAbsent(revision, this::judge).isPresent();
    }

    private Optional<String> judge(BundleRevision revision) {
        String refusal = closed ? refusal(revision) : null;
        if (refusal != null) {
            Bundle bundle = revision.getBundle();
            LOG.log(
                    Level.ERROR,
                    "Bundle " + bundle.getBundleId() + " from " + bundle.getLocation()
                            + " is refused by BundleSigners: " + refusal);
        }
        return Optional.ofNullable(refusal);
    }

    /** What is judged must be what is run: the framework's own copy, which nobody but this process writes. */
    private String refusal(BundleRevision revision) {
        if (revision instanceof BundleRevisionImpl known && known.getContent() instanceof JarContent content) {
            File file = content.getFile();
            return isCopy(file) ? SignedJar.refusal(file, signers) : "it is a reference to a file that may change";
        }
        return "it is no jar";
    }

    private boolean isCopy(File file) {
        try {
            return file.toPath().toRealPath().startsWith(cache.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Resolution(triggers.stream().anyMatch(this::isRefused));
    }

    /** One resolve operation; {@code refused} when what is to be resolved includes something that must not be. */
    private final class Resolution implements ResolverHook {
        private final boolean refused;

        Resolution(boolean refused) {
            this.refused = refused;
        }

        /**
         * Felix takes whatever is removed here as a list of the only providers there are, without those that are
         * resolved already: one bundle that waits in vain would keep every other from being resolved.
         */
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            if (refused) {
                candidates.removeIf(BundleGate.this::isRefused);
            }
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
            collisions.removeIf(other -> isRefused(other.getRevision()));
        }

        /** Nobody is given anything of a bundle that is refused; and such a fragment finds no host. */
        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            if (isRefused(requirement.getRevision())) {
                candidates.clear();
            } else {
                candidates.removeIf(candidate -> isRefused(candidate.getRevision()));
            }
        }

        @Override
        public void end() {
            // nothing is kept
        }
    }
}
