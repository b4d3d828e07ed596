package org.tropea.directory;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tropea.net.policy.AddressPolicy;

/** A descriptor and the extra-info document that goes with it, of a relay with fresh keys. */
public record RelayDocuments(byte[] descriptor, byte[] extraInfo) {
    /** Those of a relay called {@code nickname}, published at {@code time}. */
    public static RelayDocuments of(String nickname, long time) {
        DescriptorFacts facts = new DescriptorFacts(
                nickname,
                List.of(new InetSocketAddress("127.0.0.1", 9001)),
                time,
                1,
                1000,
                1000,
                1000,
                "",
                List.of(),
                AddressPolicy.rejectAll(),
                0,
                false,
                false,
                KeySnapshot.of(new TestKeys(time + 86_400)));
        ExtraInfoDocument extraInfo = ExtraInfoDocument.of(facts);
        return new RelayDocuments(
                ServerDescriptor.of(facts, extraInfo).getBytes(StandardCharsets.UTF_8),
                extraInfo.text().getBytes(StandardCharsets.UTF_8));
    }
}
