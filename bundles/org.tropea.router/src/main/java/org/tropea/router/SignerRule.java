package org.tropea.router;

import org.osgi.framework.BundleContext;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;

/** Bundles are the whole process's: a router cannot have rules of its own for them, nor may it believe to have. */
final class SignerRule {
    private static final String SIGNERS = "BundleSigners";

    private SignerRule() {}

    /** OptionFault when {@code options} name other signers than the process admits. */
    static void check(BundleContext bundles, Options options) {
        String wanted = String.join(",", options.list(SIGNERS));
        String enforced = bundles.getProperty("tropea.bundle.signers");
        if (!wanted.isEmpty() && !wanted.equals(enforced)) {
            throw new OptionFault(
                    SIGNERS,
                    wanted,
                    "is for the process, and only bin/tropea honours it, in the torrc that it is given");
        }
    }
}
