package org.tropea.tls.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLParameters;

/** The methods of the JDK's TLS that came after Java 17, for which this is compiled. Any thread. */
final class LaterJava {
    /** Since Java 20. */
    private static final MethodHandle GROUPS =
            find(SSLParameters.class, "setNamedGroups", MethodType.methodType(void.class, String[].class));
    /** Since Java 25. */
    private static final MethodHandle EXPORT = find(
            ExtendedSSLSession.class,
            "exportKeyingMaterialData",
            MethodType.methodType(byte[].class, String.class, byte[].class, int.class));

    private LaterJava() {}

    private static MethodHandle find(Class<?> owner, String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(owner, name, type);
        } catch (NoSuchMethodException | IllegalAccessException older) {
            return null;
        }
    }

    /** Which groups are offered and taken, best first; all that the JDK has, where they cannot be told. */
    static void setGroups(SSLParameters parameters, String[] groups) {
        if (GROUPS != null) {
            try {
                GROUPS.invokeExact(parameters, groups);
            } catch (Throwable unexpected) {
                throw unchecked(unexpected);
            }
        }
    }

    /** Whether this JVM has the exporter. */
    static boolean exports() {
        return EXPORT != null;
    }

    /** Keying material of RFC 5705; SSLKeyException when the session has none that is its own (RFC 7627 5.4). */
    static byte[] export(ExtendedSSLSession session, String label, byte[] context, int length) throws SSLKeyException {
        if (!exports()) { // No container of an older Java resolves this bundle; tests there use it without one.
            throw new UnsupportedOperationException("the JDK exports keying material from Java 25 on");
        }
        try {
            return (byte[]) EXPORT.invokeExact(session, label, context, length);
        } catch (SSLKeyException none) {
            throw none;
        } catch (Throwable unexpected) {
            throw unchecked(unexpected);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }
}
