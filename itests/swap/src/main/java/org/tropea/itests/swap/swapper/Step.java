package org.tropea.itests.swap.swapper;

/** One command that swaps something: by a choice among what is there, or by the life of a bundle. */
public record Step(String command, boolean byBundle) {
    /** {@code SCOPE:use NAME}. */
    public static Step use(String scope, String name) {
        return new Step(scope + ":use " + name, false);
    }

    /** {@code bundle:install FILE}. */
    public static Step install(Object file) {
        return new Step("bundle:install " + file, true);
    }

    /** {@code bundle:update BUNDLE FILE}. */
    public static Step update(String bundle, Object file) {
        return new Step("bundle:update " + bundle + " " + file, true);
    }

    /** {@code bundle:uninstall BUNDLE}. */
    public static Step uninstall(String bundle) {
        return new Step("bundle:uninstall " + bundle, true);
    }
}
