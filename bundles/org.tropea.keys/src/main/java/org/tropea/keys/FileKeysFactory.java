package org.tropea.keys;

import java.time.Clock;
import org.osgi.service.component.annotations.Component;
import org.tropea.net.keys.KeyFault;
import org.tropea.net.keys.KeysFactory;
import org.tropea.net.keys.RouterKeys;
import org.tropea.net.option.Options;

/** Opens the KeyDirectory of a router. */
@Component
public final class FileKeysFactory implements KeysFactory {
    @Override
    public RouterKeys open(Options options) throws KeyFault {
        return FileKeys.open(KeyDirectory.open(options.keyDirectory()), Clock.systemUTC());
    }
}
