package org.tropea.socketfactory;

import java.util.List;
import org.tropea.flow.entry.EntryListener;
import org.tropea.flow.entry.EntryRequest;
import org.tropea.net.policy.AddressPolicy;

/** What a linked connection of type {@code socket} is to ask for, and whom it tells of it. Touched only by its loop. */
final class Dial extends EntryListener {
    private static final AddressPolicy EVERYBODY = AddressPolicy.parse("SocksPolicy", List.of());

    private final EntryRequest request;
    private FarEnd far;

    Dial(EntryRequest request) {
        super(request.source().port(), EVERYBODY);
        this.request = request;
    }

    EntryRequest request() {
        return request;
    }

    FarEnd far(FarEnd made) {
        far = made;
        return made;
    }

    FarEnd far() {
        return far;
    }
}
