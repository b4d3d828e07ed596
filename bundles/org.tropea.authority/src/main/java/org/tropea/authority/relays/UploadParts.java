package org.tropea.authority.relays;

import java.util.ArrayList;
import java.util.List;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Source;

/**
 * The documents of one upload, cut apart where one begins: server descriptors and extra-info documents in any order.
 *
 * @param descriptors the server descriptors
 * @param extraInfos the extra-info documents
 */
record UploadParts(List<Source> descriptors, List<Source> extraInfos) {
    /** The most bytes of one upload. */
    static final int MOST_BYTES = 1 << 20;

    private static final String DESCRIPTOR = "router ";
    private static final String EXTRA_INFO = "extra-info ";

    /** The most bytes of what was fetched: as many descriptors as are asked for at once, each as long as it may be. */
    static final int MOST_FETCHED = 2 << 20;

    /** Cuts {@code body}; a fault when it is no text, longer than {@code most} bytes, or begins with something else. */
    static UploadParts of(byte[] body, int most) throws DocumentFault {
        Source whole = Source.of("upload", body, most);
        UploadParts parts = new UploadParts(new ArrayList<>(), new ArrayList<>());
        String text = whole.text();
        int start = -1;
        int startLine = 0;
        int line = whole.firstLine();
        for (int at = 0; at < text.length(); at = text.indexOf('\n', at) + 1, line++) {
            boolean begins = text.startsWith(DESCRIPTOR, at) || text.startsWith(EXTRA_INFO, at);
            if (begins) {
                parts.add(whole, start, at, startLine);
                start = at;
                startLine = line;
            } else if (start < 0 && text.charAt(at) != '\n') {
                throw whole.fault(line, "begins neither with router nor with extra-info");
            }
        }
        parts.add(whole, start, text.length(), startLine);
        return parts;
    }

    private void add(Source whole, int from, int to, int line) {
        if (from < 0) {
            return;
        }
        if (whole.text().startsWith(DESCRIPTOR, from)) {
            descriptors.add(whole.part("server descriptor", from, to, line));
        } else {
            extraInfos.add(whole.part("extra-info document", from, to, line));
        }
    }

    boolean isEmpty() {
        return descriptors.isEmpty() && extraInfos.isEmpty();
    }
}
