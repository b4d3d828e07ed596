package org.tropea.core.conn;

/**
 * What one connection looked like at one moment, for commands. Immutable; any thread.
 *
 * @param id its number
 * @param loop the index of its loop
 * @param type its type's name
 * @param state CONNECTING, OPEN, FLUSHING or CLOSED
 * @param local this end's address, or {@code -}
 * @param remote the other end's address, or {@code -}
 * @param inbufBytes bytes received and not interpreted yet
 * @param outbufBytes bytes to be sent
 * @param reading why reading is paused, each reason with its age; {@code -} when it runs
 * @param writing why writing is paused, in the same way
 * @param bytesRead bytes read since it opened
 * @param bytesWritten bytes written since it opened
 * @param transport the transport that it came by, or {@code -}
 * @param description what its handler says of it
 */
public record ConnectionStatus(
        long id,
        int loop,
        String type,
        String state,
        String local,
        String remote,
        int inbufBytes,
        int outbufBytes,
        String reading,
        String writing,
        long bytesRead,
        long bytesWritten,
        String transport,
        String description) {}
