package org.tropea.netdoc.status;

/** The two forms of a consensus (dir-spec 3.9). */
public enum Flavor {
    /** Entries name server descriptors and say exit policy summaries. */
    NS("ns"),
    /** Entries name microdescriptors; what clients use. */
    MICRODESC("microdesc");

    private final String word;

    Flavor(String word) {
        this.word = word;
    }

    /** As in a document or URL. */
    public String word() {
        return word;
    }

    /** The flavor of this name, or null. */
    public static Flavor of(String word) {
        return word.equals(NS.word) ? NS : word.equals(MICRODESC.word) ? MICRODESC : null;
    }
}
