package org.tropea.netdoc.status;

import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.value.ProtocolVersions;

/**
 * The subprotocols that the network recommends or requires (tor-spec 9); each may be null: nothing said.
 *
 * @param recommendedClient what clients had better speak
 * @param recommendedRelay what relays had better speak
 * @param requiredClient without which a client must not run
 * @param requiredRelay without which a relay must not run
 */
public record NetworkProtocols(
        ProtocolVersions recommendedClient,
        ProtocolVersions recommendedRelay,
        ProtocolVersions requiredClient,
        ProtocolVersions requiredRelay) {
    static final String RECOMMENDED_CLIENT = "recommended-client-protocols";
    static final String RECOMMENDED_RELAY = "recommended-relay-protocols";
    static final String REQUIRED_CLIENT = "required-client-protocols";
    static final String REQUIRED_RELAY = "required-relay-protocols";

    static NetworkProtocols read(Section section) throws DocumentFault {
        return new NetworkProtocols(
                versions(section.find(RECOMMENDED_CLIENT)),
                versions(section.find(RECOMMENDED_RELAY)),
                versions(section.find(REQUIRED_CLIENT)),
                versions(section.find(REQUIRED_RELAY)));
    }

    private static ProtocolVersions versions(Item item) throws DocumentFault {
        return item == null ? null : item.value(item.rest(), ProtocolVersions::parse);
    }
}
