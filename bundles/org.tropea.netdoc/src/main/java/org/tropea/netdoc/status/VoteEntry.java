package org.tropea.netdoc.status;

import java.util.ArrayList;
import java.util.List;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.frame.Section;
import org.tropea.netdoc.value.Octets;

/**
 * What one authority says of one relay (dir-spec 3.4.1).
 *
 * @param status what a consensus has too
 * @param microdescriptors the microdescriptors that it makes, by consensus method
 * @param listsEd25519 whether there is a line about the Ed25519 identity
 * @param ed25519Identity the Ed25519 identity, 32 bytes; null when the relay has none
 * @param statistics the rest of a {@code stats} line, or null
 */
public record VoteEntry(
        RouterStatus status,
        List<MicrodescriptorDigest> microdescriptors,
        boolean listsEd25519,
        Octets ed25519Identity,
        String statistics) {
    private static final String ED25519 = "ed25519";
    private static final String NONE = "none";
    private static final int KEY_LEN = 32;

    static VoteEntry read(Section section, StatusReader reader) throws DocumentFault {
        List<MicrodescriptorDigest> microdescriptors = new ArrayList<>();
        for (Item item : section.all("m")) {
            microdescriptors.add(MicrodescriptorDigest.read(item));
        }
        Item id = null;
        for (Item item : section.all("id")) {
            id = item.argument(0).equals(ED25519) ? item : id;
        }
        boolean hasKey = id != null && !id.argument(1).equals(NONE);
        return new VoteEntry(
                reader.read(section),
                List.copyOf(microdescriptors),
                id != null,
                hasKey ? id.base64(1, KEY_LEN) : null,
                section.rest("stats"));
    }

    void print(DocumentWriter out) {
        status.print(out);
        if (listsEd25519) {
            out.line("id", ED25519, ed25519Identity == null ? NONE : ed25519Identity.base64());
        }
        out.maybe("stats", statistics);
        microdescriptors.forEach(m -> out.line("m", m));
    }
}
