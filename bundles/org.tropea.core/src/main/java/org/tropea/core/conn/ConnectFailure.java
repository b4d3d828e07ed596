package org.tropea.core.conn;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;
import org.tropea.flow.fault.CloseCause;

/** Tells what it means that a connect failed. */
final class ConnectFailure {
    private ConnectFailure() {}

    static CloseCause cause(Exception failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof NoRouteToHostException || message.contains("unreachable")) {
            return CloseCause.NO_ROUTE;
        }
        if (message.contains("timed out")) {
            return CloseCause.CONNECT_TIMEOUT;
        }
        if (message.contains("unresolved")) {
            return CloseCause.RESOLVE_FAILED;
        }
        return failure instanceof ConnectException ? CloseCause.CONNECT_REFUSED : CloseCause.IO_ERROR;
    }
}
