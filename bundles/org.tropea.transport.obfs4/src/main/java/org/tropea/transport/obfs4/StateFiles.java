package org.tropea.transport.obfs4;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.tropea.flow.fault.LocalFault;

/**
 * The two files of an obfs4proxy server, as texts: a bridge moves over and back with them. Who reads and writes them is
 * somebody else. Stateless, any thread.
 */
public final class StateFiles {
    /** The file with the secrets; readable for its owner only. */
    public static final String STATE = "obfs4_state.json";
    /** The file for the operator, who tells clients what is in it. */
    public static final String BRIDGE_LINE = "obfs4_bridgeline.txt";

    private static final String START = "Bridge obfs4 <IP ADDRESS>:<PORT> <FINGERPRINT>";

    private StateFiles() {}

    /** The bridge of a {@link #STATE} file; its {@code public-key} follows from the private one and is not looked at. */
    public static ServerIdentity parse(String json) throws LocalFault {
        Map<String, String> members = new HashMap<>();
        for (Map.Entry<String, JsonElement> member : object(json).entrySet()) {
            if (member.getValue().isJsonPrimitive()) {
                members.put(member.getKey(), member.getValue().getAsString());
            }
        }
        return ServerIdentity.of(members);
    }

    private static JsonObject object(String json) throws LocalFault {
        try {
            return JsonParser.parseString(json).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new LocalFault(STATE + " is not a JSON object");
        }
    }

    /** The {@link #STATE} file of a bridge: one line without an end. */
    public static String print(ServerIdentity bridge) {
        HexFormat hex = HexFormat.of();
        JsonObject state = new JsonObject();
        state.addProperty("node-id", hex.formatHex(bridge.cert().nodeId()));
        state.addProperty("private-key", hex.formatHex(bridge.secret()));
        state.addProperty("public-key", hex.formatHex(bridge.cert().publicKey()));
        state.addProperty("drbg-seed", hex.formatHex(bridge.seed()));
        state.addProperty("iat-mode", bridge.iatMode().ordinal());
        return state.toString();
    }

    /** The {@link #BRIDGE_LINE} file of a bridge. */
    public static String bridgeLine(ServerIdentity bridge) {
        StringBuilder line = new StringBuilder(START);
        bridge.clientArguments()
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(value));
        return """
            # The line by which torrc knows this obfs4 bridge. It is written anew at each start; changes are lost.
            # Put the bridge's public address and obfs4 port and its identity fingerprint in the places for them.

            """ + line + "\n";
    }

    /** The arguments in the line of a {@link #BRIDGE_LINE} file, or in any Bridge line. */
    public static Map<String, String> arguments(String text) throws LocalFault {
        String line = text.lines()
                .map(String::strip)
                .filter(each -> each.startsWith("Bridge obfs4 "))
                .findFirst()
                .orElseThrow(() -> new LocalFault(BRIDGE_LINE + " has no line that begins with Bridge obfs4"));
        Map<String, String> arguments = new HashMap<>();
        for (String word : line.split(" +")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                arguments.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return arguments;
    }
}
