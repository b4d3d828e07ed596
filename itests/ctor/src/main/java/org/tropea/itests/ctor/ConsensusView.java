package org.tropea.itests.ctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** What a node's consensus and microdescriptors say, asked over its control port (GETINFO ns/… and md/…). */
public final class ConsensusView {

    private final ControlClient control;

    /** A view over an open control connection, which stays the caller's. */
    public ConsensusView(ControlClient control) {
        this.control = control;
    }

    /** The relay's flags (dir-spec 3.4.1 "s" line), empty when the consensus does not list it. */
    public Set<String> flags(String nickname) throws IOException {
        for (String line : lines("ns/name/" + nickname)) {
            if (line.startsWith("s ")) {
                return Set.of(line.substring(2).split(" "));
            }
        }
        return Set.of();
    }

    /** The relay's RSA identity in hex, or null when the consensus does not list it. */
    public String fingerprint(String nickname) throws IOException {
        for (String line : lines("ns/name/" + nickname)) {
            if (line.startsWith("r ")) {
                return HexFormat.of()
                        .withUpperCase()
                        .formatHex(Base64.getDecoder().decode(line.split(" ")[2] + "="));
            }
        }
        return null;
    }

    /** Nicknames of all relays in the consensus, in its order. */
    public List<String> nicknames() throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : lines("ns/all")) {
            if (line.startsWith("r ")) {
                names.add(line.split(" ")[1]);
            }
        }
        return names;
    }

    /** Whether the node has the relay's microdescriptor, without which it builds no circuit through it. */
    public boolean hasMicrodescriptor(String nickname) throws IOException {
        return !lines("md/name/" + nickname).isEmpty();
    }

    /** tor answers 552 for a relay that it does not know; that is an empty view here. */
    private List<String> lines(String key) throws IOException {
        try {
            return control.getInfo(key).lines().toList();
        } catch (ControlException e) {
            if (e.status() == 552 || e.status() == 551) {
                return List.of();
            }
            throw e;
        }
    }
}
