package org.tropea.channel.tls;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.tropea.cell.Cell;
import org.tropea.cell.CellCommand;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.link.Authenticate;
import org.tropea.crypto.link.CertsVerifier;
import org.tropea.flow.channel.CellLink;
import org.tropea.flow.channel.PeerIdentity;
import org.tropea.flow.fault.CloseCause;
import org.tropea.flow.fault.PeerFault;
import org.tropea.flow.scope.RouterScope;
import org.tropea.net.directory.OrAddresses;

/**
 * The link handshake (tor-spec 4), both ends. Belongs to one channel's loop. Steps in order:
 *
 * <pre>
 * initiator                                    responder
 * VERSIONS                                  →
 *           ←  VERSIONS CERTS AUTH_CHALLENGE NETINFO
 * CERTS AUTHENTICATE (relays only) NETINFO  →
 * </pre>
 *
 * CERTS comes once and before AUTH_CHALLENGE and AUTHENTICATE, which come once too; NETINFO ends the handshake, and after
 * it none of them may come. A responder whose peer did not send AUTHENTICATE before NETINFO speaks to a client.
 */
final class LinkHandshake {
    private final CellLink link;
    private final PeerIdentity wanted;
    private final InstantSource clock;
    private final boolean initiator;
    private final OwnCredentials own;
    private final List<InetAddress> ownAddresses;
    private final Transcript sent = new Transcript();
    private final Transcript received = new Transcript();
    private int linkProtocol;
    private org.tropea.crypto.link.PeerIdentity certified;
    private boolean challenged;
    private boolean authenticated;
    private boolean netinfoSent;
    private boolean done;
    private boolean canonical;

    /** With the peer behind {@code link}: {@code wanted} if we dialled it, else null. */
    LinkHandshake(CellLink link, RouterScope router, PeerIdentity wanted, InstantSource clock) {
        this.link = link;
        this.wanted = wanted;
        this.clock = clock;
        this.initiator = wanted != null;
        boolean relay = !router.options().ports("ORPort").isEmpty();
        this.own = relay || !initiator ? new OwnCredentials(router, link, initiator) : null;
        this.ownAddresses = own == null ? List.of() : advertised(router);
    }

    private static List<InetAddress> advertised(RouterScope router) {
        return router.part(OrAddresses.class).advertised().stream()
                .map(InetSocketAddress::getAddress)
                .toList();
    }

    /** Sends what comes first. */
    void start() {
        if (initiator) {
            sendVersions();
            link.flush();
        }
    }

    // Variable-length cells.

    void variableCell(int command, byte[] array, int offset, int length, int header) throws PeerFault {
        if (!done && command != CellCommand.AUTHENTICATE) {
            received.add(array, offset - header, header + length);
        }
        byte[] payload = Arrays.copyOfRange(array, offset, offset + length);
        switch (command) {
            case CellCommand.VERSIONS -> versions(payload);
            case CellCommand.CERTS -> {
                checkCircuit(command, array, offset - header);
                certs(payload);
            }
            case CellCommand.AUTH_CHALLENGE -> {
                checkCircuit(command, array, offset - header);
                challenge(payload);
            }
            case CellCommand.AUTHENTICATE -> authenticate(payload);
            default -> {}
        }
        link.flush();
    }

    private void checkCircuit(int command, byte[] array, int offset) throws PeerFault {
        check(linkProtocol != 0, command, "came before VERSIONS");
        check(Cell.circuitId(array, offset) == 0, command, "has a circuit id, must have 0");
    }

    private static void check(boolean fine, int command, String otherwise) throws PeerFault {
        if (!fine) {
            throw new PeerFault(CellCommand.name(command) + " " + otherwise);
        }
    }

    private void versions(byte[] payload) throws PeerFault {
        if (linkProtocol != 0) {
            return; // C tor drops a second one.
        }
        linkProtocol = Versions.choose(payload);
        if (!initiator) {
            sendVersions();
            sendVariable(CellCommand.CERTS, own.certs(now()));
            sendVariable(CellCommand.AUTH_CHALLENGE, AuthChallenge.create());
            sendNetinfo();
        } else if (own != null) {
            sendVariable(CellCommand.CERTS, own.certs(now()));
        }
    }

    private void certs(byte[] payload) throws PeerFault {
        check(!done, CellCommand.CERTS, "came after the handshake");
        check(certified == null, CellCommand.CERTS, "came twice");
        try {
            var entries = Certs.parse(payload);
            certified = initiator
                    ? CertsVerifier.responder(entries, link.serverCertificate(), now())
                    : CertsVerifier.initiator(entries, now());
        } catch (CryptoFault e) {
            throw new PeerFault(e.getMessage());
        }
        if (initiator) {
            checkIdentity();
            authenticated = true;
            if (own == null) {
                sendNetinfo();
            }
        }
    }

    private void checkIdentity() throws PeerFault {
        if (!certifiedIdentity().matches(wanted)) {
            throw new PeerFault(
                    CloseCause.WRONG_IDENTITY,
                    "peer is " + certified + ", wanted is " + wanted + " with its Ed25519 key");
        }
    }

    private PeerIdentity certifiedIdentity() {
        return new PeerIdentity(certified.rsaId(), certified.ed25519Id());
    }

    private void challenge(byte[] payload) throws PeerFault {
        check(!done, CellCommand.AUTH_CHALLENGE, "came after the handshake");
        check(initiator, CellCommand.AUTH_CHALLENGE, "came from an initiator");
        check(!challenged, CellCommand.AUTH_CHALLENGE, "came twice");
        check(certified != null, CellCommand.AUTH_CHALLENGE, "came before CERTS");
        challenged = true;
        boolean usable = AuthChallenge.offers(payload, Authenticate.TYPE);
        if (own != null) {
            if (usable) {
                sendVariable(CellCommand.AUTHENTICATE, own.authenticate(certified, received.digest(), sent.digest()));
            }
            sendNetinfo();
        }
    }

    private void authenticate(byte[] payload) throws PeerFault {
        check(!done, CellCommand.AUTHENTICATE, "came after the handshake");
        check(!initiator, CellCommand.AUTHENTICATE, "came from a responder");
        check(!authenticated, CellCommand.AUTHENTICATE, "came twice");
        check(certified != null, CellCommand.AUTHENTICATE, "came before CERTS");
        try {
            own.check(payload, certified, sent.digest(), received.digest());
        } catch (CryptoFault e) {
            throw new PeerFault(e.getMessage());
        }
        authenticated = true;
    }

    // Fixed-length cells.

    /** Takes a fixed-length cell of the handshake, which can only be NETINFO; returns whether the link is open now. */
    boolean fixedCell(byte[] array, int offset) throws PeerFault {
        int command = Cell.command(array, offset);
        check(command == CellCommand.NETINFO, command, "came before the handshake was done");
        check(linkProtocol != 0, command, "came before VERSIONS");
        check(authenticated || !initiator, command, "came before CERTS");
        Netinfo theirs = Netinfo.parse(array, offset + Cell.HEADER);
        canonical = theirs.isOneOfMine(Netinfo.address(link.remote()));
        if (!netinfoSent) {
            sendNetinfo();
            link.flush();
        }
        done = true;
        return true;
    }

    // What goes out.

    private void sendVersions() {
        sendVariable(CellCommand.VERSIONS, Versions.OURS.clone());
    }

    private void sendVariable(int command, byte[] payload) {
        sent.add(link.writeVariable(command, payload));
    }

    private void sendNetinfo() {
        netinfoSent = true;
        long time = own == null ? 0 : now();
        link.write(new Netinfo(time, Netinfo.address(link.remote()), ownAddresses).cell());
    }

    /** Seconds since 1970. */
    private long now() {
        return clock.instant().getEpochSecond();
    }

    // What came of it.

    /** Who the peer proved to be; {@link PeerIdentity#NONE} for a client. */
    PeerIdentity peer() {
        return authenticated ? certifiedIdentity() : PeerIdentity.NONE;
    }

    int linkProtocol() {
        return linkProtocol;
    }

    boolean canonical() {
        return canonical;
    }
}
