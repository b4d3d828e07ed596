package org.tropea.core.conn;

import org.tropea.core.slot.KeyedSlot;
import org.tropea.core.slot.Names;
import org.tropea.core.slot.Slot;
import org.tropea.core.slot.SlotContext;
import org.tropea.flow.buffer.BufferLayer;
import org.tropea.flow.conn.ConnectionType;
import org.tropea.flow.conn.ListenerFactory;
import org.tropea.flow.loop.KernelInfo;
import org.tropea.flow.tls.TlsProvider;

/**
 * The slots from which one router's connections are made. Immutable; any thread.
 *
 * @param types connection types, by name
 * @param buffers the buffer layer; without one, connections keep their bytes and hold NO_BUFFERS both ways
 * @param listeners what makes listening sockets
 * @param tls the TLS provider; without one, new connections that need an engine hold NO_TLS in reading
 * @param kernelInfo what asks the kernel about sockets; without one nobody knows
 */
public record ConnectionSlots(
        KeyedSlot<ConnectionType> types,
        Slot<BufferLayer> buffers,
        Slot<ListenerFactory> listeners,
        Slot<TlsProvider> tls,
        Slot<KernelInfo> kernelInfo) {
    /** Empty slots of one router. */
    public static ConnectionSlots of(SlotContext context) {
        return new ConnectionSlots(
                new KeyedSlot<>("conn", Names.property(ConnectionType.TYPE), context),
                new Slot<>("buffer", Names.told(BufferLayer::name), context),
                new Slot<>("listener", Names.property("component.name"), context),
                new Slot<>("tls", Names.property(TlsProvider.NAME), context),
                new Slot<>("sockinfo", Names.property(KernelInfo.NAME), context));
    }
}
