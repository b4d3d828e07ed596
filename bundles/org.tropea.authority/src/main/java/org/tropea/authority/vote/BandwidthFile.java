package org.tropea.authority.vote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.crypto.Digests;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.ValueFault;

/**
 * A bandwidth file (bandwidth-file-spec), V3BandwidthsFile: what a scanner measured. Immutable.
 *
 * @param headers its header lines as a vote repeats them; null when there is no such file to speak of
 * @param digest its SHA-256 as a vote says it, or null
 * @param measured kilobytes per second by relay identity
 */
record BandwidthFile(String headers, String digest, Map<Octets, Long> measured) {
    /** No file. */
    static final BandwidthFile NONE = new BandwidthFile(null, null, Map.of());

    private static final Logger LOG = LoggerFactory.getLogger(BandwidthFile.class);
    private static final long OLDEST = 3 * 86_400L;
    private static final int MOST_HEADERS = 50;
    private static final int MOST_HEADER_CHARS = 1024;
    private static final Pattern HEADER = Pattern.compile("[^=\\s]+=\\S+");
    private static final Pattern TIME = Pattern.compile("\\d{1,18}");

    /** Reads {@code file}; one that cannot be used gives no measurements and says so in the log. */
    static BandwidthFile read(Path file, long now) {
        try {
            return of(Files.readAllBytes(file), file.toString(), now);
        } catch (IOException unreadable) {
            LOG.warn("Can't open bandwidth file at configured location: {}", unreadable.toString());
            return new BandwidthFile("", null, Map.of());
        }
    }

    /** As {@link #read}, of a file's content. */
    static BandwidthFile of(byte[] bytes, String name, long now) {
        String digest = "sha256=" + Octets.of(Digests.sha256(bytes)).base64();
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
        if (!TIME.matcher(lines[0]).matches() || now - Long.parseLong(lines[0]) > OLDEST) {
            LOG.warn("{} begins with \"{}\", accepted is a time of the last three days", name, lines[0]);
            return new BandwidthFile("", digest, Map.of());
        }
        List<String> headers = new ArrayList<>(List.of("timestamp=" + Long.parseLong(lines[0])));
        Map<Octets, Long> measured = new HashMap<>();
        boolean inHeaders = true;
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].startsWith("=====") || addRelay(lines[i], measured)) {
                inHeaders = false;
            } else if (inHeaders && HEADER.matcher(lines[i]).matches() && headers.size() < MOST_HEADERS) {
                headers.add(lines[i]);
            }
        }
        String joined = String.join(" ", headers);
        return new BandwidthFile(joined.length() > MOST_HEADER_CHARS ? "" : joined, digest, measured);
    }

    /** Whether the line is one about a relay, which then counts. */
    private static boolean addRelay(String line, Map<Octets, Long> measured) {
        String node = null;
        String bandwidth = null;
        for (String word : line.split("[ \t]+")) {
            if (word.startsWith("vote=0")) {
                return false;
            }
            node = word.startsWith("node_id=") ? word.substring(8).replaceFirst("^\\$", "") : node;
            bandwidth = word.startsWith("bw=") ? word.substring(3) : bandwidth;
        }
        if (node == null || bandwidth == null || !TIME.matcher(bandwidth).matches() || node.length() != 40) {
            return false;
        }
        try {
            measured.put(Octets.ofHex(node), Long.parseLong(bandwidth));
            return true;
        } catch (ValueFault notHex) {
            return false;
        }
    }
}
