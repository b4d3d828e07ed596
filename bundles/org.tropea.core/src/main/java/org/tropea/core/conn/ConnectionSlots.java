package org.tropea.core.conn;

import org.tropea.core.slot.KeyedSlot;
import org.tropea.core.slot.Names;
import org.tropea.core.slot.Slot;
import org.tropea.core.slot.SlotContext;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.ListenerFactory;

/**
 * The slots from which one router's connections are made. Immutable; any thread.
 *
 * @param types connection types, by name
 * @param buffers the buffer layer; without one, connections keep their bytes and hold NO_BUFFERS both ways
 * @param listeners what makes listening sockets
 */
public record ConnectionSlots(
        KeyedSlot<ConnectionType> types, Slot<BufferLayer> buffers, Slot<ListenerFactory> listeners) {
    /** Empty slots of one router. */
    public static ConnectionSlots of(SlotContext context) {
        return new ConnectionSlots(
                new KeyedSlot<>("conn", Names.property(ConnectionType.TYPE), context),
                new Slot<>("buffer", Names.told(BufferLayer::name), context),
                new Slot<>("listener", Names.property("component.name"), context));
    }
}
