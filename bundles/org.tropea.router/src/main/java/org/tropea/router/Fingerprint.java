package org.tropea.router;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.tropea.net.keys.RouterKeys;

/**
 * The launcher's {@code --list-fingerprint}: with the framework property {@code tropea.command=list-fingerprint} a router
 * starts nothing and registers a {@link Callable} whose answer the launcher prints.
 */
final class Fingerprint {
    private static final String COMMAND = "tropea.command";
    private static final String LIST = "list-fingerprint";

    private Fingerprint() {}

    static boolean isAskedFor(BundleContext bundles) {
        return LIST.equals(bundles.getProperty(COMMAND));
    }

    static void tell(BundleContext bundles, String nickname, RouterKeys keys) {
        Callable<String> answer = () -> nickname + " " + inFours(keys.rsaId());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(COMMAND, LIST);
        bundles.registerService(Callable.class, answer, properties);
    }

    /** {@code id} in upper-case hexadecimal, four digits a group, as C tor prints fingerprints. */
    static String inFours(byte[] id) {
        return HexFormat.of().withUpperCase().formatHex(id).replaceAll("(.{4})(?!$)", "$1 ");
    }
}
