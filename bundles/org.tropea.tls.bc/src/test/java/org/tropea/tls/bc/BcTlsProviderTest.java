package org.tropea.tls.bc;

import org.tropea.flow.tls.TlsProvider;
import org.tropea.testkit.tls.TlsProviderContract;

/** The contract, with BouncyCastle on both ends. Beside the JDK's engines it is tested in theirs. */
class BcTlsProviderTest extends TlsProviderContract {
    private final TlsProvider provider = new BcTlsProvider();

    @Override
    protected TlsProvider provider() {
        return provider;
    }
}
