package org.tropea.netdoc.diff;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.crypto.CryptoFault;
import org.tropea.crypto.Digests;
import org.tropea.crypto.Encodings;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.status.Consensus;
import org.tropea.netdoc.value.Octets;

/**
 * What to change in one consensus to get another (dir-spec 4.5). Its commands are checked when it is applied. Immutable,
 * any thread.
 */
public final class ConsensusDiff {
    /** How a diff begins, by which an answer to a request for a consensus tells that it is one. */
    public static final String START = "network-status-diff-version";

    private static final String DOCUMENT = "consensus diff";
    private static final String VERSION = START + " 1\n";
    private static final Pattern HASH = Pattern.compile("hash ([0-9A-Fa-f]{64}) ([0-9A-Fa-f]{64})\n");
    private static final int FIRST_COMMAND = 2;

    private final Source source;
    private final Lines lines;
    private final Octets from;
    private final Octets to;

    private ConsensusDiff(Source source, Lines lines, Octets from, Octets to) {
        this.source = source;
        this.lines = lines;
        this.from = from;
        this.to = to;
    }

    /** Reads a diff, of which only the first two lines are looked at. */
    public static ConsensusDiff parse(byte[] bytes) throws DocumentFault {
        Source source = Source.of(DOCUMENT, bytes, Consensus.MOST_BYTES);
        Lines lines = new Lines(source.text());
        if (!lines.line(0).equals(VERSION)) {
            throw source.fault(1, "must be \"" + VERSION.strip() + "\"");
        }
        Matcher hash = HASH.matcher(lines.count() > 1 ? lines.line(1) : "");
        if (!hash.matches()) {
            throw source.fault(2, "must be \"hash\" and two SHA3-256 digests of 64 hexadecimal digits");
        }
        return new ConsensusDiff(source, lines, octets(hash.group(1)), octets(hash.group(2)));
    }

    private static Octets octets(String hex) {
        try {
            return Octets.wrap(Encodings.fromHex(hex, "digest"));
        } catch (CryptoFault e) {
            throw new IllegalStateException("the pattern lets only hexadecimal digits through", e);
        }
    }

    /** SHA3-256 of the signed part of the consensus that this is to be applied to, 32 bytes. */
    public Octets from() {
        return from;
    }

    /** SHA3-256 of the whole consensus that comes out, 32 bytes. */
    public Octets to() {
        return to;
    }

    /** The text of the consensus that comes out, which is exactly the one that the diff promises. */
    public String apply(Consensus base) throws DocumentFault {
        if (!base.sha3AsSigned().equals(from)) {
            throw source.fault(2, "is a diff from the consensus " + from + ", ours is " + base.sha3AsSigned());
        }
        String result = new EdScript(source, lines, FIRST_COMMAND, new Lines(base.text())).apply();
        if (!digestOf(result).equals(to)) {
            throw source.fault(0, "does not lead to the consensus that it names");
        }
        return result;
    }

    /** The text of a diff that leads from one consensus to another of the same flavor. */
    public static String make(Consensus from, Consensus to) {
        return VERSION + "hash " + from.sha3AsSigned() + " " + digestOf(to.text()) + "\n"
                + new DiffMaker(from.text(), to.text()).commands();
    }

    private static Octets digestOf(String text) {
        return Octets.wrap(Digests.sha3(text.getBytes(StandardCharsets.UTF_8)));
    }
}
