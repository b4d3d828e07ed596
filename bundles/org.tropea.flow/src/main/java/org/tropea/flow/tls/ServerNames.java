package org.tropea.flow.tls;

import java.security.SecureRandom;

/** Names for the server_name extension of clients (tor-spec 2). Any thread. */
public final class ServerNames {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ServerNames() {}

    /** A name nobody has: clients without one would stand out, clients with a true one would tell whom they dial. */
    public static String random() {
        StringBuilder name = new StringBuilder("www.");
        int letters = 4 + RANDOM.nextInt(22);
        for (int i = 0; i < letters; i++) {
            name.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return name.append(".com").toString();
    }
}
