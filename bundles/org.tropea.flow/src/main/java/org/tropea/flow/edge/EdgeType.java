package org.tropea.flow.edge;

import org.tropea.flow.fault.PeerFault;

/**
 * Where streams go: a stateless factory in the service registry, with the relay commands that open such streams as the
 * property {@link #COMMANDS}. Its products are handlers.
 */
public interface EdgeType {
    /** The service property with the names of relay commands: {@code BEGIN}, {@code RESOLVE}, {@code BEGIN_DIR}. */
    String COMMANDS = "tropea.edge.commands";

    /**
     * A client opens {@code stream} by relay command {@code command} with the {@code length} bytes at
     * {@code array[offset]}, valid during the call. Returns the handler, or null when the stream was ended or answered
     * at once. In the stream's loop.
     */
    EdgeHandler open(Stream stream, int command, byte[] array, int offset, int length) throws PeerFault;
}
