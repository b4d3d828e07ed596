package org.tropea.itests.swap.swapper;

import java.nio.file.Path;
import org.tropea.itests.swap.jar.BundleJar;
import org.tropea.itests.swap.relay.SwapNetwork;

/**
 * The scheduler that the relay does not ship with: the README's example when the system property {@code tropea.example}
 * says where its jar is, else vanilla's code as a bundle of its own.
 *
 * @param jar what it is copied from
 * @param bundle its symbolic name
 * @param name how {@code sched:use} calls it
 * @param folder where its versions are written
 */
public record Example(Path jar, String bundle, String name, Path folder) {
    /** For this relay. */
    public static Example of(SwapNetwork relay) {
        String built = System.getProperty("tropea.example");
        return built == null
                ? new Example(
                        relay.shipped("org.tropea.scheduler.vanilla"), "org.example.same", "Same", relay.scratch())
                : new Example(Path.of(built), "org.example.longestqueue", "LongestQueue", relay.scratch());
    }

    /** A bundle of it in that version. */
    public Path version(String version) {
        return BundleJar.copyOf(jar)
                .symbolicName(bundle)
                .property("tropea.scheduler", name)
                .version(version)
                .write(folder.resolve(bundle + "-" + version + ".jar"));
    }
}
