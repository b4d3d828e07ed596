package org.tropea.itests.badinput;

import org.tropea.cell.EndReason;
import org.tropea.cell.RelayCommand;

/**
 * A relay cell's content as the client understood it.
 *
 * @param hop which hop sent it, 0 is the first
 */
public record RelayMessage(int hop, int command, int stream, byte[] data) {

    /** {@code "CONNECTED"}, {@code "END EXITPOLICY"} and so on. */
    @Override
    public String toString() {
        String name = RelayCommand.name(command);
        return command == RelayCommand.END && data.length > 0 ? name + " " + EndReason.name(data[0] & 0xff) : name;
    }
}
