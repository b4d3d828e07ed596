package org.tropea.client;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.flow.entry.EntrySource;
import org.tropea.net.option.EntryFlag;

/** All that one request's stream may be told apart by, and by which of it it wants to be (C tor's isolation). Immutable. */
record StreamTraits(
        Object sessionGroup,
        Object client,
        Object credentials,
        String protocol,
        Integer port,
        String host,
        Set<EntryFlag> flags) {

    /** By the host as the program named it. */
    static StreamTraits of(EntryRequest request) {
        EntrySource source = request.source();
        return new StreamTraits(
                source.port().sessionGroup(),
                source.client(),
                credentials(source),
                source.protocol(),
                request.port(),
                request.host().toLowerCase(Locale.ROOT),
                source.port().flags());
    }

    private static Object credentials(EntrySource source) {
        return new Credentials(source.user(), source.password(), source.isolation());
    }

    private record Credentials(String user, String password, String isolation) {}

    /** Whether it may keep its circuit from getting old: it has credentials of its own. */
    boolean keepsAlive() {
        return flags.contains(EntryFlag.KEEP_ALIVE_ISOLATE_SOCKS_AUTH)
                && flags.contains(EntryFlag.ISOLATE_SOCKS_AUTH)
                && !credentials.equals(new Credentials(null, null, null));
    }

    /** The traits that matter always, and then one for each flag. */
    static final EntryFlag[] FLAGS = {
        null,
        EntryFlag.ISOLATE_CLIENT_ADDR,
        EntryFlag.ISOLATE_SOCKS_AUTH,
        EntryFlag.ISOLATE_CLIENT_PROTOCOL,
        EntryFlag.ISOLATE_DEST_PORT,
        EntryFlag.ISOLATE_DEST_ADDR
    };

    Object trait(int index) {
        return switch (index) {
            case 0 -> sessionGroup;
            case 1 -> client;
            case 2 -> credentials;
            case 3 -> protocol;
            case 4 -> port;
            default -> host;
        };
    }

    /** Whether it wants to be told apart by this trait. */
    boolean wants(int index) {
        return FLAGS[index] == null || flags.contains(FLAGS[index]);
    }

    boolean same(int index, StreamTraits other) {
        return Objects.equals(trait(index), other.trait(index));
    }
}
