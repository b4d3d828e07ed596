package org.tropea.itests.ctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A relay of another make that joins a {@link CtorNetwork}: its nickname and the command that takes
 * {@code -f TORRC}, with torrc lines and environment variables on top of what the network writes. Not thread safe.
 */
public final class NodeSpec {

    private final String nickname;
    private final List<String> command;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String address;

    private NodeSpec(String nickname, List<String> command) {
        this.nickname = nickname;
        this.command = List.copyOf(command);
    }

    /** A node; the library appends {@code -f TORRC} to the command. */
    public static NodeSpec of(String nickname, String... command) {
        return new NodeSpec(nickname, List.of(command));
    }

    /** One more torrc line, after the library's own. */
    public NodeSpec option(String line) {
        options.add(line);
        return this;
    }

    /** One environment variable of the process. */
    public NodeSpec environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The address that it listens on and connects from; the network's unless told otherwise. */
    public NodeSpec address(String own) {
        address = own;
        return this;
    }

    /** The nickname in torrc and consensus. */
    public String nickname() {
        return nickname;
    }

    String addressOr(String other) {
        return address == null ? other : address;
    }

    List<String> command() {
        return command;
    }

    List<String> options() {
        return options;
    }

    Map<String, String> variables() {
        return environment;
    }
}
