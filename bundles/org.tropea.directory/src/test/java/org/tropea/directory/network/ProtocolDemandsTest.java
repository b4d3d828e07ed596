package org.tropea.directory.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tropea.net.option.Options;
import org.tropea.netdoc.status.NetworkProtocols;
import org.tropea.netdoc.value.ProtocolVersions;
import org.tropea.netdoc.value.ValueFault;

class ProtocolDemandsTest {
    /** What C tor 0.4.9's authorities require. */
    private static final String CLIENT = "Cons=2 Desc=2 FlowCtrl=1 Link=4 Microdesc=2 Relay=2";

    private static final String RELAY =
            "Cons=2 Desc=2 DirCache=2 FlowCtrl=1-2 HSDir=2 HSIntro=4-5 HSRend=2 Link=4-5 LinkAuth=3 Microdesc=2"
                    + " Relay=2-4";

    private static ProtocolVersions list(String text) throws ValueFault {
        return ProtocolVersions.parse(text);
    }

    private static boolean allows(Map<String, Object> options, String client, String relay) throws ValueFault {
        return ProtocolDemands.of("test", Options.of(options))
                .allow(new NetworkProtocols(null, null, list(client), list(relay)));
    }

    @Test
    void namesWhatIsMissing() throws ValueFault {
        assertEquals("", ProtocolDemands.missing(list("Relay=2"), list("Relay=1-3")));
        assertEquals("", ProtocolDemands.missing(null, list("")));
        assertEquals(
                "Conflux=1 Relay=3-4,6,63",
                ProtocolDemands.missing(list("Relay=1-4,6,63 Conflux=1"), list("Relay=1-2")));
        assertEquals("X=0-63", ProtocolDemands.missing(list("X=0-63"), list("")));
    }

    @Test
    void whatCtorsAuthoritiesRequireKeepsNobodyOut() throws ValueFault {
        assertTrue(allows(Map.of("SocksPort", "9050"), CLIENT, RELAY));
        assertTrue(allows(Map.of("ORPort", "9001"), CLIENT, RELAY));
    }

    @Test
    void aClientThatLacksWhatIsRequiredBuildsNothing() throws ValueFault {
        assertFalse(allows(Map.of("SocksPort", "9050"), "Relay=2-4", ""));
        assertFalse(allows(Map.of("ORPort", "9001", "SocksPort", "9050"), "Relay=2-4", ""), "it is a client too");
        assertTrue(allows(Map.of("ORPort", "9001", "SocksPort", "0"), "Relay=2-4", "Relay=2-4"), "a relay goes on");
    }
}
