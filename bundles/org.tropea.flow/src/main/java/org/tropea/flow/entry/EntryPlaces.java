package org.tropea.flow.entry;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tropea.flow.fault.LocalFault;
import org.tropea.net.option.EntryPort;
import org.tropea.net.option.Options;
import org.tropea.net.option.PortLine;
import org.tropea.net.policy.AddressPolicy;

/** Where the ports for local programs are to be opened, and for whom. Stateless; looks host names up: any thread but a loop. */
public final class EntryPlaces {
    private EntryPlaces() {}

    /**
     * One place to listen on; equal for lines that name the same one, and different for several {@code auto}.
     *
     * @param toBind the address to bind, with port 0 for any
     * @param number tells the lines with {@code auto} of one option apart; 0 for others
     */
    public record Place(SocketAddress toBind, int number) {}

    /** The places of every line of {@code option}; 127.0.0.1 where a line names a port only. The last of two lines counts. */
    public static Map<Place, EntryPort> of(Options options, String option) throws LocalFault {
        Map<Place, EntryPort> places = new LinkedHashMap<>();
        int automatic = 0;
        for (EntryPort port : EntryPort.all(options, option)) {
            boolean auto =
                    port.line().kind() != PortLine.Kind.UNIX && port.line().port() == PortLine.AUTO;
            places.put(new Place(address(port), auto ? ++automatic : 0), port);
        }
        return places;
    }

    private static SocketAddress address(EntryPort port) throws LocalFault {
        PortLine line = port.line();
        int number = Math.max(0, line.port());
        try {
            return switch (line.kind()) {
                case UNIX -> UnixDomainSocketAddress.of(line.host());
                case PORT -> new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), number);
                case INET, INET6 -> new InetSocketAddress(InetAddress.getByName(line.host()), number);
            };
        } catch (UnknownHostException | IllegalArgumentException fault) {
            throw new LocalFault(port + ": not an address of this machine", fault);
        }
    }

    /** SocksPolicy: whose connections and questions are taken; everybody's when it is not set. */
    public static AddressPolicy clients(Options options) {
        return AddressPolicy.parse("SocksPolicy", options.texts("SocksPolicy"));
    }
}
