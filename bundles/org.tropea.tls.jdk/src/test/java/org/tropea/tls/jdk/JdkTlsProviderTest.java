package org.tropea.tls.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tropea.flow.tls.TlsCredentials;
import org.tropea.flow.tls.TlsProvider;
import org.tropea.testkit.tls.TestCredentials;
import org.tropea.testkit.tls.TlsPair;
import org.tropea.testkit.tls.TlsProviderContract;

/** The contract, with the JDK on both ends; before Java 25 all of it but the exporter. */
class JdkTlsProviderTest extends TlsProviderContract {
    private static final int EXPORTER_SINCE = 25;

    private final TlsProvider provider;

    JdkTlsProviderTest() throws Exception {
        provider = new JdkTlsProvider();
    }

    @Override
    protected TlsProvider provider() {
        return provider;
    }

    @Override
    protected boolean exports() {
        return Runtime.version().feature() >= EXPORTER_SINCE;
    }

    @Test
    void theExporterIsThereFromJava25On() {
        assertEquals(exports(), LaterJava.exports());
    }

    @Test
    void aNewCertificateIsShownToNewPeers() throws Exception {
        for (TlsCredentials shown : new TlsCredentials[] {credentials, TestCredentials.renewed(), credentials}) {
            TlsPair pair = new TlsPair(provider.engine(true, null), provider.engine(false, shown)).handshake();
            assertArrayEquals(shown.certificate().getEncoded(), pair.client().peerCertificate());
        }
    }
}
