package org.tropea.directory.network;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tropea.directory.ManualConductor;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.micro.Microdescriptor;

class DocumentCacheTest {
    private final Microdescs cache = new Microdescs(StoredFiles.none());

    @Test
    void allWhoSendADocumentShareItsBytes() throws DocumentFault {
        Microdescriptor one = new TestNet(1, ManualConductor.START).microdescriptors.get(0);
        cache.handed(one.text().getBytes(StandardCharsets.UTF_8), ManualConductor.START);
        byte[] bytes = cache.bytes(cache.find(one.digest()));
        assertSame(bytes, cache.bytes(cache.find(one.digest())));
        assertNull(cache.bytes(null));
    }
}
