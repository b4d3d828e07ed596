package org.tropea.directory;

import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueFault;

/** The subprotocols that this version speaks (tor-spec 9): only what works. */
public final class SpokenProtocols {
    /** What a relay speaks that is no directory cache, as its descriptor says it. */
    static final String TEXT = "Cons=1-2 Desc=1-2 FlowCtrl=1 Link=4-5 LinkAuth=3 Microdesc=1-3 Relay=2";

    /** The same of a directory cache. */
    static final String CACHE_TEXT = TEXT.replace(" FlowCtrl", " DirCache=2 FlowCtrl");

    /** Both parts of the whole program, clients and relays: what one part speaks the other does. */
    public static final ProtocolVersions ALL = parse(CACHE_TEXT);

    private SpokenProtocols() {}

    private static ProtocolVersions parse(String text) {
        try {
            return ProtocolVersions.parse(text);
        } catch (ValueFault bug) {
            throw new IllegalStateException(bug);
        }
    }
}
