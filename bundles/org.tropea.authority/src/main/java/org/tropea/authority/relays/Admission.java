package org.tropea.authority.relays;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.tropea.authority.consensus.VersionOrder;
import org.tropea.authority.pinning.KeyPins;
import org.tropea.net.option.OptionFault;
import org.tropea.net.option.Options;
import org.tropea.net.policy.AddressPolicy;
import org.tropea.net.policy.AuthorityPolicies;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.descriptor.ServerDescriptor;

/**
 * Whom an authority lets take part: by version, by identity ({@code approved-routers}), by address (AuthDirReject,
 * AuthDirInvalid, AuthDirBadExit, AuthDirMiddleOnly), by pinned keys and by time. Immutable but for the pins; C tor's
 * words, in its order.
 */
final class Admission {
    private static final long FUTURE = 12 * 3600;
    private static final long PAST = 24 * 3600;
    private static final String REPORT =
            "please set a valid email address in ContactInfo and send an email to bad-relays@lists.torproject.org"
                    + " mentioning your ";
    static final String OLD_VERSION = "Tor version is insecure or unsupported. Please upgrade!";
    static final String BAD_PLATFORM = "Malformed platform string.";
    static final String MARKED = "Fingerprint and/or ed25519 identity is marked rejected -- if you think this is a"
            + " mistake " + REPORT + "fingerprint(s)?";
    static final String BAD_ADDRESS = "Suspicious relay address range -- if you think this is a mistake " + REPORT
            + "address(es) and fingerprint(s)?";
    static final String KEY_CHANGED = "Ed25519 identity key or RSA identity key has changed.";
    static final String FROM_FUTURE =
            "Rejected: Your clock is set too far in the future, or your timezone is not correct.";
    static final String EXPIRED =
            "Rejected: Server is expired, or your clock is too far in the past," + " or your timezone is not correct.";
    static final String PRIVATE = "Rejected: Address is a private address.";

    private final ApprovedRouters approved;
    private final AddressPolicy reject;
    private final AddressPolicy invalid;
    private final AddressPolicy badExit;
    private final AddressPolicy middleOnly;
    private final String leastVersion;
    private final boolean pinning;
    private final boolean privateToo;

    /** The rules of these options; an {@link OptionFault} tells one that is malformed. */
    Admission(Options options, ApprovedRouters approved) {
        this.approved = approved;
        this.reject = AuthorityPolicies.of(options, AuthorityPolicies.REJECT);
        this.invalid = AuthorityPolicies.of(options, AuthorityPolicies.INVALID);
        this.badExit = AuthorityPolicies.of(options, AuthorityPolicies.BAD_EXIT);
        this.middleOnly = AuthorityPolicies.of(options, AuthorityPolicies.MIDDLE_ONLY);
        this.leastVersion = options.text("MinimalAcceptedServerVersion");
        this.pinning = options.flag("AuthDirPinKeys");
        this.privateToo = options.flag("DirAllowPrivateAddresses");
        if (!VersionOrder.isVersion(leastVersion)) {
            throw new OptionFault("MinimalAcceptedServerVersion", leastVersion, "a version such as 0.4.8.0-alpha-dev");
        }
    }

    /** Whether pairs of identities are held to each other. */
    boolean isPinning() {
        return pinning;
    }

    /** What the rules make of the relay that this descriptor is of; time does not count. */
    Standing standing(ServerDescriptor descriptor, KeyPins pins) {
        DescriptorFacts facts = descriptor.facts();
        String platform = facts.platform();
        if (platform != null && isMalformed(platform)) {
            return Standing.rejected(BAD_PLATFORM);
        }
        if (platform != null && !VersionOrder.isAsNewAs(platform, leastVersion)) {
            return Standing.rejected(OLD_VERSION);
        }
        Set<Standing.Mark> marks = approved.of(descriptor.rsaIdentity(), descriptor.ed25519Identity());
        if (marks.contains(Standing.Mark.REJECT)) {
            return Standing.rejected(MARKED);
        }
        mark(marks, Standing.Mark.BADEXIT, badExit, facts);
        mark(marks, Standing.Mark.MIDDLEONLY, middleOnly, facts);
        if (!reject.allows(facts.address(), facts.orPort())) {
            return Standing.rejected(BAD_ADDRESS);
        }
        mark(marks, Standing.Mark.INVALID, invalid, facts);
        boolean changed =
                pins.check(descriptor.rsaIdentity(), descriptor.ed25519Identity()) == KeyPins.Verdict.MISMATCH;
        return pinning && changed ? Standing.rejected(KEY_CHANGED) : Standing.marked(marks);
    }

    private static void mark(
            Set<Standing.Mark> marks, Standing.Mark mark, AddressPolicy policy, DescriptorFacts facts) {
        if (!policy.allows(facts.address(), facts.orPort())) {
            marks.add(mark);
        }
    }

    /** C tor's own platforms must tell a version. */
    private static boolean isMalformed(String platform) {
        String version =
                platform.startsWith("Tor ") ? platform.substring(4).strip().split("\\s", 2)[0] : null;
        return version != null && !VersionOrder.isVersion(version);
    }

    /** Why a descriptor that comes at {@code now} is not taken for its time or its addresses; null when it is. */
    String untimely(DescriptorFacts facts, long now) {
        if (facts.published() > now + FUTURE) {
            return FROM_FUTURE;
        }
        if (facts.published() < now - PAST) {
            return EXPIRED;
        }
        return !privateToo && isPrivate(facts) ? PRIVATE : null;
    }

    private static boolean isPrivate(DescriptorFacts facts) {
        return isInternal(facts.address())
                || facts.orAddresses().stream()
                        .map(InetSocketAddress::getAddress)
                        .anyMatch(Admission::isInternal);
    }

    private static boolean isInternal(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean six = bytes.length == 16;
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || six && (bytes[0] & 0xFE) == 0xFC
                || !six && bytes[0] == 0
                || !six && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    }
}
