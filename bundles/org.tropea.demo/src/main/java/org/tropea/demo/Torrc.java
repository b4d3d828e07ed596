package org.tropea.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of the demo's routers: a testing network on loopback that votes as soon as C tor's rules allow. Stateless. */
final class Torrc {
    private Torrc() {}

    private static Map<String, Object> router(String nickname, Path data, List<Authority> authorities) {
        Map<String, Object> options = new HashMap<>();
        options.put("Nickname", nickname);
        options.put("DataDirectory", data.toString());
        options.put("TestingTorNetwork", "1");
        options.put("DirAuthority", authorities.stream().map(Authority::line).toArray(String[]::new));
        options.put("OutboundBindAddress", new String[] {"127.0.0.1"});
        options.put("FetchDirInfoEarly", "1");
        options.put("FetchDirInfoExtraEarly", "1");
        return options;
    }

    private static Map<String, Object> listening(String nickname, Path data, String port, List<Authority> authorities) {
        Map<String, Object> options = router(nickname, data, authorities);
        options.put("Address", new String[] {"127.0.0.1"});
        options.put("ORPort", new String[] {"127.0.0.1:" + port});
        options.put("AssumeReachable", "1");
        options.put("ContactInfo", "the demo on this machine");
        options.put("ExitRelay", "0");
        return options;
    }

    /** The rounds until there is a consensus begin at multiples of so many seconds, and are the shortest there are. */
    static final int FIRST_INTERVAL = 5;

    /** Votes are made so many seconds before a consensus of the first rounds holds: C tor takes a quarter for each delay. */
    static final int FIRST_DELAYS = 2 * (FIRST_INTERVAL / 4);

    /** A directory authority, whose intervals begin {@code offset} seconds after multiples of their lengths. */
    static Map<String, Object> authority(Authority self, Path data, List<Authority> authorities, int offset) {
        Map<String, Object> options = listening(self.nickname(), data, String.valueOf(self.orPort()), authorities);
        options.put("AuthoritativeDirectory", "1");
        options.put("V3AuthoritativeDirectory", "1");
        options.put("DirPort", new String[] {"127.0.0.1:" + self.dirPort()});
        options.put("TestingV3AuthInitialVotingInterval", FIRST_INTERVAL + " seconds");
        options.put("TestingV3AuthInitialVoteDelay", "2 seconds");
        options.put("TestingV3AuthInitialDistDelay", "2 seconds");
        options.put("TestingV3AuthVotingStartOffset", offset + " seconds");
        options.put("V3AuthVotingInterval", "10 seconds");
        options.put("V3AuthVoteDelay", "2 seconds");
        options.put("V3AuthDistDelay", "2 seconds");
        for (String flag : List.of("Exit", "Guard", "HSDir")) {
            options.put("TestingDirAuthVote" + flag, new String[] {"*"});
        }
        return options;
    }

    /** A relay, or an exit: to anywhere, as clients want to see, but bound to 127.0.0.1 as all are here, so to this machine. */
    static Map<String, Object> relay(String nickname, boolean exit, Path data, List<Authority> authorities) {
        Map<String, Object> options = listening(nickname, data, "auto", authorities);
        if (exit) {
            options.put("ExitRelay", "1");
            options.put("ExitPolicyRejectPrivate", "0");
            options.put("ExitPolicy", new String[] {"accept *:*"});
        }
        return options;
    }

    /** The client, with a SocksPort at {@code port}. */
    static Map<String, Object> client(String nickname, int port, Path data, List<Authority> authorities) {
        Map<String, Object> options = router(nickname, data, authorities);
        options.put("SocksPort", new String[] {"127.0.0.1:" + port});
        options.put("ClientRejectInternalAddresses", "0");
        return options;
    }
}
