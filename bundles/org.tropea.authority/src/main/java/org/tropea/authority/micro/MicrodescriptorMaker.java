package org.tropea.authority.micro;

import java.util.ArrayList;
import java.util.List;
import org.tropea.authority.consensus.Methods;
import org.tropea.net.policy.AddressPolicy;
import org.tropea.netdoc.descriptor.DescriptorFacts;
import org.tropea.netdoc.descriptor.PolicyLine;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.micro.Microdescriptor;
import org.tropea.netdoc.status.MicrodescriptorDigest;
import org.tropea.netdoc.value.PortSummary;
import org.tropea.netdoc.value.ValueFault;

/** Makes of a server descriptor what clients need of it, to the byte as every authority does. Stateless, any thread. */
public final class MicrodescriptorMaker {
    private MicrodescriptorMaker() {}

    /**
     * The microdescriptors of one descriptor, by the methods that make them.
     *
     * @param microdescriptor the microdescriptor
     * @param methods the consensus methods, ascending
     */
    public record Made(Microdescriptor microdescriptor, List<Integer> methods) {
        /** The line of a vote. */
        public MicrodescriptorDigest digest() {
            return new MicrodescriptorDigest(methods, microdescriptor.digest());
        }
    }

    /** What each of these ascending methods makes, equal ones together; none when the relay has no TAP key. */
    public static List<Made> makeAll(ServerDescriptor descriptor, List<Integer> methods) {
        List<Made> all = new ArrayList<>();
        for (int method : methods) {
            Microdescriptor made = make(descriptor, method);
            Made last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (made != null && last != null && last.microdescriptor().digest().equals(made.digest())) {
                all.set(all.size() - 1, new Made(made, with(last.methods(), method)));
            } else if (made != null) {
                all.add(new Made(made, List.of(method)));
            }
        }
        return List.copyOf(all);
    }

    private static List<Integer> with(List<Integer> methods, int method) {
        List<Integer> all = new ArrayList<>(methods);
        all.add(method);
        return List.copyOf(all);
    }

    /** What this consensus method makes; null when the relay has no TAP key, which no method allows yet. */
    public static Microdescriptor make(ServerDescriptor descriptor, int method) {
        DescriptorFacts facts = descriptor.facts();
        if (facts.keys().tapKey() == null) {
            return null;
        }
        return Microdescriptor.of(
                facts.keys().tapKey(),
                facts.keys().ntorKey(),
                facts.keys().ed25519Identity(),
                List.of(),
                FamilyList.canonical(facts.family(), descriptor.rsaIdentity()),
                method < Methods.FAMILY_IDS ? List.of() : descriptor.familyIds(),
                unlessEmpty(summary(facts.policy())),
                unlessEmpty(facts.ipv6Policy()));
    }

    /** The ports that a policy lets out for most IPv4 addresses. */
    public static PortSummary summary(List<PolicyLine> policy) {
        List<String> lines = policy.stream().map(PolicyLine::toString).toList();
        try {
            return PortSummary.parse(
                    AddressPolicy.parse("policy of a descriptor", lines).summary(false));
        } catch (ValueFault e) {
            throw new IllegalStateException("made of a parsed policy, yet no summary", e);
        }
    }

    private static PortSummary unlessEmpty(PortSummary summary) {
        return summary == null || summary.rejectsAll() ? null : summary;
    }
}
