package org.tropea.channel.tls;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tropea.crypto.link.CertEntry;
import org.tropea.flow.fault.PeerFault;

/** The CERTS cell (tor-spec 4.2): a count, then type, 2-byte length and body of each certificate. */
final class Certs {
    private static final int ENTRY_HEADER = 3;

    private Certs() {}

    /** The payload with certificates given as type, body, type, body, … */
    static byte[] encode(Object... typesAndBodies) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        out.write(typesAndBodies.length / 2);
        for (int i = 0; i < typesAndBodies.length; i += 2) {
            byte[] body = (byte[]) typesAndBodies[i + 1];
            out.write((Integer) typesAndBodies[i]);
            out.write(body.length >>> 8);
            out.write(body.length);
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    /** The certificates in a payload; what follows the last of them is ignored. */
    static List<CertEntry> parse(byte[] payload) throws PeerFault {
        if (payload.length < 1) {
            throw new PeerFault("CERTS is empty");
        }
        int count = payload[0] & 0xff;
        List<CertEntry> entries = new ArrayList<>(count);
        int at = 1;
        for (int i = 0; i < count; i++) {
            int body = at + ENTRY_HEADER;
            int end = body > payload.length ? body : body + ((payload[at + 1] & 0xff) << 8 | payload[at + 2] & 0xff);
            if (end > payload.length) {
                throw new PeerFault("CERTS ends within certificate " + (i + 1) + " of " + count);
            }
            entries.add(new CertEntry(payload[at] & 0xff, Arrays.copyOfRange(payload, body, end)));
            at = end;
        }
        return entries;
    }
}
