package org.tropea.netdoc.status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.value.Octets;

/**
 * Which microdescriptor an authority makes of a relay's descriptor by some consensus methods (dir-spec 3.4.1).
 *
 * @param methods the methods
 * @param sha256 SHA-256 of the microdescriptor, 32 bytes, or null when the line has another digest
 */
public record MicrodescriptorDigest(List<Integer> methods, Octets sha256) {
    private static final String SHA256 = "sha256=";

    static MicrodescriptorDigest read(Item item) throws DocumentFault {
        List<Integer> methods = new ArrayList<>();
        for (String method : item.argument(0).split(",", -1)) {
            methods.add((int) item.number(method, 1, Integer.MAX_VALUE));
        }
        Octets sha256 = null;
        for (String word : item.arguments().subList(1, item.arguments().size())) {
            if (word.indexOf('=') < 1) {
                throw item.fault("has \"" + word + "\", accepted are METHODS ALGORITHM=DIGEST");
            }
            if (word.startsWith(SHA256) && sha256 == null) {
                sha256 = item.base64(word.substring(SHA256.length()), Digests.SHA256_LEN);
            }
        }
        return new MicrodescriptorDigest(List.copyOf(methods), sha256);
    }

    /** As a vote writes it, without the keyword. */
    @Override
    public String toString() {
        String list = methods.stream().map(String::valueOf).collect(Collectors.joining(","));
        return sha256 == null ? list : list + " " + SHA256 + sha256.base64();
    }
}
