package org.tropea.directory.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tropea.directory.RelayDocuments;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.descriptor.ExtraInfo;
import org.tropea.netdoc.descriptor.ServerDescriptor;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.value.Octets;

class ExtraInfosTest {
    private static final long NOW = 1_800_000_000L;

    @TempDir
    private Path directory;

    private final RelayDocuments relay = RelayDocuments.of("relay", NOW);
    private final RelayDocuments stranger = RelayDocuments.of("stranger", NOW);
    private Descriptors descriptors;
    private ExtraInfos extraInfos;

    @BeforeEach
    void descriptor() throws DocumentFault {
        descriptors = new Descriptors(new StoredFiles(directory, text -> {}, text -> {}));
        descriptors.take(
                relay.descriptor(),
                Set.of(ServerDescriptor.parse(relay.descriptor()).digest()),
                "a test");
        extraInfos = new ExtraInfos(new StoredFiles(directory, text -> {}, text -> {}), descriptors);
    }

    private static Octets digest(RelayDocuments of) throws DocumentFault {
        return ExtraInfo.parse(of.extraInfo()).digest();
    }

    @Test
    void whatADescriptorNamesIsTakenAndKept() throws DocumentFault {
        assertEquals(List.of(digest(relay)), extraInfos.named());
        assertEquals(Set.of(digest(relay)), extraInfos.take(relay.extraInfo(), Set.of(digest(relay)), "a test"));
        Octets identity = ServerDescriptor.parse(relay.descriptor()).rsaIdentity();
        assertArrayEquals(relay.extraInfo(), extraInfos.of(identity).text().getBytes(StandardCharsets.UTF_8));
        ExtraInfos again = new ExtraInfos(new StoredFiles(directory, text -> {}, text -> {}), descriptors);
        again.load(NOW);
        assertEquals(1, again.size());
    }

    @Test
    void whatNoDescriptorNamesIsRefused() throws DocumentFault {
        assertEquals(Set.of(), extraInfos.take(stranger.extraInfo(), Set.of(digest(stranger)), "a test"));
        assertNull(extraInfos.find(digest(stranger)));
    }

    @Test
    void withoutFilesAllIsInMemory() throws DocumentFault {
        ExtraInfos memory = new ExtraInfos(StoredFiles.none(), descriptors);
        memory.take(relay.extraInfo(), Set.of(digest(relay)), "a test");
        assertEquals(1, memory.size());
        ExtraInfos again = new ExtraInfos(StoredFiles.none(), descriptors);
        again.load(NOW);
        assertEquals(0, again.size());
    }
}
