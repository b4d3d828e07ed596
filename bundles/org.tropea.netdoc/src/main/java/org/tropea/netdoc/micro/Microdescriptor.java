package org.tropea.netdoc.micro;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.crypto.Digests;
import org.tropea.crypto.RsaPublicKey;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.value.Addresses;
import org.tropea.netdoc.value.Octets;
import org.tropea.netdoc.value.PortSummary;

/**
 * What a client needs to know of a relay besides its router status entry (dir-spec 3.3). Relays are told apart by its
 * SHA-256 digest, so it is kept and printed to the byte.
 *
 * @param tapKey the unused RSA onion key, or null when there is none (consensus method 36 and later)
 * @param ntorKey the Curve25519 onion key, 32 bytes
 * @param ed25519Identity the Ed25519 identity, 32 bytes, or null
 * @param rsaIdentity the RSA identity of an {@code id rsa1024} line, 20 bytes, or null
 * @param orAddresses further addresses, IPv6
 * @param family the declared family as written, words of nicknames and {@code $FINGERPRINT}s, perhaps empty
 * @param familyIds the family identities that were proven, perhaps empty
 * @param exitSummary the ports that it lets out for IPv4, or null: none
 * @param ipv6ExitSummary the ports that it lets out for IPv6, or null: none
 * @param lastListed when a consensus last listed it, by our own annotation; 0 when unknown
 * @param text the microdescriptor without annotations
 * @param digest SHA-256 of the text, 32 bytes
 */
public record Microdescriptor(
        RsaPublicKey tapKey,
        Octets ntorKey,
        Octets ed25519Identity,
        Octets rsaIdentity,
        List<InetSocketAddress> orAddresses,
        List<String> family,
        List<String> familyIds,
        PortSummary exitSummary,
        PortSummary ipv6ExitSummary,
        long lastListed,
        String text,
        Octets digest) {
    /** The name of our annotation with the time of {@link #lastListed}. */
    public static final String LAST_LISTED = "@last-listed";

    /** A microdescriptor of these facts, with its text as authorities write it. */
    public static Microdescriptor of(
            RsaPublicKey tapKey,
            Octets ntorKey,
            Octets ed25519Identity,
            List<InetSocketAddress> orAddresses,
            List<String> family,
            List<String> familyIds,
            PortSummary exitSummary,
            PortSummary ipv6ExitSummary) {
        Microdescriptor facts = new Microdescriptor(
                tapKey,
                ntorKey,
                ed25519Identity,
                null,
                orAddresses,
                family,
                familyIds,
                exitSummary,
                ipv6ExitSummary,
                0,
                "",
                null);
        return facts.withText(facts.print());
    }

    private Microdescriptor withText(String printed) {
        return new Microdescriptor(
                tapKey,
                ntorKey,
                ed25519Identity,
                rsaIdentity,
                orAddresses,
                family,
                familyIds,
                exitSummary,
                ipv6ExitSummary,
                lastListed,
                printed,
                digestOf(printed));
    }

    static Octets digestOf(String text) {
        return Octets.wrap(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it lets nothing out. */
    public boolean rejectsAll() {
        return (exitSummary == null || exitSummary.rejectsAll())
                && (ipv6ExitSummary == null || ipv6ExitSummary.rejectsAll());
    }

    /** The facts as authorities write them, items in their order; for one that C tor's wrote, its text. */
    public String print() {
        DocumentWriter out = new DocumentWriter().line("onion-key");
        if (tapKey != null) {
            out.object(RsaPublicKey.LABEL, tapKey.der());
        }
        out.line("ntor-onion-key", ntorKey.base64());
        orAddresses.forEach(a -> out.line("a", Addresses.text(a)));
        words(out, "family", family);
        words(out, "family-ids", familyIds);
        out.maybe("p", exitSummary).maybe("p6", ipv6ExitSummary);
        if (rsaIdentity != null) {
            out.line("id", "rsa1024", rsaIdentity.base64());
        }
        if (ed25519Identity != null) {
            out.line("id", "ed25519", ed25519Identity.base64());
        }
        return out.text();
    }

    private static void words(DocumentWriter out, String keyword, List<String> words) {
        if (!words.isEmpty()) {
            out.line(keyword, String.join(" ", words));
        }
    }
}
