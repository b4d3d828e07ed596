package org.tropea.authority.relays;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tropea.authority.pinning.KeyPins;
import org.tropea.authority.relays.Verdict.Kind;
import org.tropea.crypto.Ed25519;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.descriptor.ExtraInfo;
import org.tropea.netdoc.descriptor.ExtraInfoDigest;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.Source;
import org.tropea.netdoc.value.Octets;

/** Judges what relays post to {@code /tor/}, by C tor's checks in its order, and takes what is good. On the conductor. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int EXTRA_INFO_MAX = 50_000;
    private static final String NOT_NEW = "Router descriptor was not new.";
    private static final String BAD_KEY = "Ed25519 identity key is not a point of prime order.";
    private static final String KEYS_CHANGED =
            "Looks like your keypair has changed? This authority previously recorded a different RSA identity for this"
                    + " Ed25519 identity (or vice versa.) Did you replace or copy some of your key files, but not the"
                    + " others? You should either restore the expected keypair, or delete your keys and restart Tor to"
                    + " start your relay with a new identity.";

    private final RelayBook book;
    private final KeyPins pins;
    private final Octets self;
    private final Consumer<KnownRelay> retest;
    private Admission admission;

    /**
     * Takes into {@code book}.
     *
     * @param self our own RSA identity, whose descriptors are never too similar
     * @param retest told of relays that are new, or elsewhere, or awake again
     */
    Intake(RelayBook book, KeyPins pins, Octets self, Admission admission, Consumer<KnownRelay> retest) {
        this.book = book;
        this.pins = pins;
        this.self = self;
        this.admission = admission;
        this.retest = retest;
    }

    /** From now on {@code rules} hold; relays that they reject are forgotten. */
    void rules(Admission rules) {
        admission = rules;
        for (KnownRelay relay : book.relays()) {
            relay.standing(rules.standing(relay.descriptor(), pins));
            if (relay.standing().isRejected()) {
                LOG.info("{} is now rejected: {}", relay, relay.standing().rejection());
            }
        }
    }

    /**
     * Judges an upload, one document each time it is asked: null until after the last, then the verdict on all. {@code
     * heard} hears the verdict on each with the relay's identity, or null.
     */
    Supplier<Verdict> posted(byte[] body, String source, long now, Heard heard) {
        return new Upload(body, new Origin(source, false, now), heard);
    }

    /**
     * The same of what we fetched from another authority: a descriptor that says nothing new is taken too, so that all
     * come to have the same one.
     */
    Supplier<Verdict> fetched(byte[] body, String source, long now, Heard heard) {
        return new Upload(body, new Origin(source, true, now), heard);
    }

    /** Where and when documents come from. */
    private record Origin(String source, boolean fetched, long now) {}

    /** Some documents that came together. */
    private final class Upload implements Supplier<Verdict> {
        private final byte[] body;
        private final Origin origin;
        private final Heard heard;
        private Deque<Supplier<Verdict>> left;
        private Verdict all;

        Upload(byte[] body, Origin origin, Heard heard) {
            this.body = body;
            this.origin = origin;
            this.heard = heard;
        }

        @Override
        public Verdict get() {
            try {
                left = left == null ? split() : left;
            } catch (DocumentFault fault) {
                return malformed(fault);
            }
            if (left.isEmpty()) {
                return Verdict.known("No descriptors found in your POST.");
            }
            Verdict next = left.remove().get();
            all = all == null ? next : all.worse(next);
            return left.isEmpty() ? all : null;
        }

        private Deque<Supplier<Verdict>> split() throws DocumentFault {
            UploadParts parts =
                    UploadParts.of(body, origin.fetched ? UploadParts.MOST_FETCHED : UploadParts.MOST_BYTES);
            Deque<Supplier<Verdict>> each = new ArrayDeque<>();
            parts.descriptors().forEach(one -> each.add(() -> descriptor(one, origin, heard)));
            parts.extraInfos().forEach(one -> each.add(() -> extraInfo(one, heard)));
            return each;
        }
    }

    /** Hears of the verdicts on single documents. */
    interface Heard {
        /** {@code identity} is the relay's, its RSA identity. */
        void verdict(Octets identity, String nickname, Verdict verdict);
    }

    private static Verdict malformed(DocumentFault fault) {
        return new Verdict(Kind.MALFORMED, fault.getMessage());
    }

    // ---- descriptors ----------------------------------------------------------------------------------------------

    private Verdict descriptor(Source text, Origin origin, Heard heard) {
        if (text.text().length() > ServerDescriptor.MOST_BYTES) {
            return Verdict.rejected("Router descriptor was too large.");
        }
        try {
            ServerDescriptor descriptor = ServerDescriptor.parse(text);
            Verdict verdict = judge(descriptor, origin);
            heard.verdict(descriptor.rsaIdentity(), descriptor.facts().nickname(), verdict);
            return verdict;
        } catch (DocumentFault fault) {
            return malformed(fault);
        }
    }

    private Verdict judge(ServerDescriptor descriptor, Origin origin) {
        KnownRelay known = book.relay(descriptor.rsaIdentity());
        Verdict posted = origin.fetched ? null : posted(descriptor, known);
        return posted != null ? posted : judge(descriptor, known, origin);
    }

    /** What is asked only of what relays post. */
    private Verdict posted(ServerDescriptor descriptor, KnownRelay known) {
        if (descriptor.facts().keys().tapKey() == null) {
            return Verdict.rejected("Missing TAP key in descriptor.");
        }
        return known == null ? null : byPredecessor(descriptor, known.descriptor());
    }

    private Verdict judge(ServerDescriptor descriptor, KnownRelay known, Origin origin) {
        if (!Ed25519.isOfPrimeOrder(descriptor.ed25519Identity().bytes())) {
            return Verdict.rejected(BAD_KEY);
        }
        if (admission.isPinning() && isMismatch(descriptor)) {
            return Verdict.rejected(KEYS_CHANGED);
        }
        if (descriptor.expires() < origin.now) {
            return new Verdict(Kind.EXPIRED, "Some certs on this router are expired.");
        }
        if (book.descriptor(descriptor.digest()) != null) {
            return Verdict.known(NOT_NEW);
        }
        Standing standing = admission.standing(descriptor, pins);
        String untimely = admission.untimely(descriptor.facts(), origin.now);
        if (standing.isRejected() || untimely != null) {
            return Verdict.rejected(standing.isRejected() ? standing.rejection() : untimely);
        }
        return known != null && !isNewer(descriptor, known.descriptor())
                ? Verdict.known(NOT_NEW)
                : take(descriptor, standing, origin);
    }

    private Verdict byPredecessor(ServerDescriptor descriptor, ServerDescriptor before) {
        boolean cosmetic = isNewer(descriptor, before)
                && !descriptor.rsaIdentity().equals(self)
                && Differences.areCosmetic(before.facts(), descriptor.facts());
        return cosmetic
                ? Verdict.known("Not replacing router descriptor; no information has changed since the last one with"
                        + " this identity.")
                : null;
    }

    private static boolean isNewer(ServerDescriptor descriptor, ServerDescriptor before) {
        return descriptor.facts().published() > before.facts().published();
    }

    private boolean isMismatch(ServerDescriptor descriptor) {
        return pins.check(descriptor.rsaIdentity(), descriptor.ed25519Identity()) == KeyPins.Verdict.MISMATCH;
    }

    private Verdict take(ServerDescriptor descriptor, Standing standing, Origin origin) {
        KnownRelay before = book.relay(descriptor.rsaIdentity());
        DescriptorFacts old = before == null ? null : before.descriptor().facts();
        if (isMismatch(descriptor)) {
            pins.replace(descriptor.rsaIdentity(), descriptor.ed25519Identity());
        } else {
            pins.checkAndPin(descriptor.rsaIdentity(), descriptor.ed25519Identity());
        }
        KnownRelay relay = book.add(descriptor, standing, origin.source, origin.now);
        if (old == null || isElsewhere(old, descriptor.facts()) || wokeUp(old, descriptor.facts())) {
            retest.accept(relay);
        }
        LOG.info("Taking a descriptor of {} from {}", relay, origin.source);
        if (old == null) {
            return Verdict.taken("Descriptor accepted");
        }
        return Verdict.taken(
                standing.has(Standing.Mark.INVALID)
                        ? "Invalid server updated. (This dirserver is marking your server as unapproved.)"
                        : "Valid server updated");
    }

    private static boolean isElsewhere(DescriptorFacts old, DescriptorFacts facts) {
        return !old.address().equals(facts.address())
                || old.orPort() != facts.orPort()
                || !old.orAddresses().equals(facts.orAddresses());
    }

    private static boolean wokeUp(DescriptorFacts old, DescriptorFacts facts) {
        return old.hibernating() && !facts.hibernating();
    }

    // ---- extra-info documents -------------------------------------------------------------------------------------

    private Verdict extraInfo(Source text, Heard heard) {
        if (text.text().length() > EXTRA_INFO_MAX) {
            return stray("Extrainfo document was too large");
        }
        try {
            ExtraInfo extraInfo = ExtraInfo.parse(text);
            KnownRelay relay = book.relay(extraInfo.rsaIdentity());
            Verdict verdict = relay == null
                    ? stray("No corresponding router descriptor for extra-info descriptor")
                    : judge(extraInfo, relay.descriptor());
            if (verdict.isTaken()) {
                book.add(extraInfo);
            }
            heard.verdict(extraInfo.rsaIdentity(), extraInfo.nickname(), verdict);
            return verdict;
        } catch (DocumentFault fault) {
            return malformed(fault);
        }
    }

    private static Verdict stray(String words) {
        return new Verdict(Kind.STRAY, words);
    }

    private static Verdict judge(ExtraInfo extraInfo, ServerDescriptor descriptor) {
        DescriptorFacts facts = descriptor.facts();
        byte[] certificate = facts.keys().signingCertificate().encoded();
        if (!Arrays.equals(extraInfo.signingCertificate().encoded(), certificate)) {
            return stray("Extrainfo signing key cert didn't match routerinfo");
        }
        if (!extraInfo.isBy(facts.keys().identityKey())) {
            return stray("Extrainfo signature bad, or signed with wrong key");
        }
        if (extraInfo.published() != facts.published()) {
            String words = "Extrainfo published time did not match routerdesc";
            return extraInfo.published() > facts.published() ? Verdict.known(words) : stray(words);
        }
        return byDigest(extraInfo, facts.extraInfo());
    }

    private static Verdict byDigest(ExtraInfo extraInfo, ExtraInfoDigest named) {
        boolean sha1 = named != null && named.sha1().equals(extraInfo.digest());
        boolean sha256 =
                named != null && (named.sha256() == null || named.sha256().equals(extraInfo.sha256()));
        if (!sha1 && !sha256) {
            return stray("Neither digest256 or digest matched digest from routerdesc");
        }
        if (!sha256) {
            return stray("Extrainfo digest did not match digest256 from routerdesc");
        }
        return sha1
                ? Verdict.taken("Descriptor accepted")
                : stray("Extrainfo digest did not match value from routerdesc");
    }
}
