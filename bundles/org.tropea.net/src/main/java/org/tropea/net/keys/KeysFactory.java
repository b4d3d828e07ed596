package org.tropea.net.keys;

import org.tropea.net.option.Options;

/** Opens, and makes where missing, the keys of a router: a stateless factory in the service registry. */
public interface KeysFactory {
    /** The keys in the KeyDirectory of {@code options}; reads and writes files, so never call it in a loop. */
    RouterKeys open(Options options) throws KeyFault;
}
