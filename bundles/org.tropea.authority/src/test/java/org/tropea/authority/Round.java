package org.tropea.authority;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Vote;

/** One round of voting that C tor's authorities held in a private network: their votes and their consensus. */
public final class Round {
    private Round() {}

    /** One document of the round {@code name}. */
    public static byte[] bytes(String name, String document) {
        try (InputStream in = Round.class.getResourceAsStream(name + "/" + document)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #bytes}, as text. */
    public static String text(String name, String document) {
        return new String(bytes(name, document), StandardCharsets.UTF_8);
    }

    /** The votes of the round {@code name}, which are {@code count}. */
    public static List<Vote> votes(String name, int count) throws DocumentFault {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            votes.add(Vote.parse(bytes(name, "vote" + i)));
        }
        return votes;
    }

    /** The text of a consensus up to its first signature. */
    public static String unsigned(String consensus) {
        return consensus.substring(0, consensus.indexOf("directory-signature "));
    }

    /** The votes in a directory of a round that was just held. */
    public static List<Vote> votes(Path directory) throws IOException, DocumentFault {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; Files.exists(directory.resolve("vote" + i)); i++) {
            votes.add(Vote.parse(Files.readAllBytes(directory.resolve("vote" + i))));
        }
        return votes;
    }
}
