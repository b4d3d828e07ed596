package org.tropea.core.channel;

/**
 * What one channel looked like at a moment.
 *
 * @param id the channel's number
 * @param state where it stood
 * @param initiator whether this end started it
 * @param peer who the peer is
 * @param remote the peer's address
 * @param linkProtocol 4 or 5; 0 while opening
 * @param canonical whether the address is the peer's own
 * @param circuits circuits on it
 * @param active circuits with cells waiting
 * @param cells cells waiting, DESTROYs included
 * @param destroys DESTROYs waiting
 * @param cellsIn cells received
 * @param cellsOut cells sent
 * @param scheduler what it lacked for sending
 * @param ageSeconds how old it was
 * @param backend the backend's own words
 */
public record ChannelStatus(
        long id,
        ChannelState state,
        boolean initiator,
        String peer,
        String remote,
        int linkProtocol,
        boolean canonical,
        int circuits,
        int active,
        int cells,
        int destroys,
        long cellsIn,
        long cellsOut,
        String scheduler,
        long ageSeconds,
        String backend) {}
