package org.tropea.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.channels.SelectableChannel;

/**
 * The operating system's numbers of channels, which the JDK keeps to itself: known only when Java was started with
 * {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED}. Stateless.
 */
final class Descriptors {
    private static final MethodHandle NUMBER = find();

    private Descriptors() {}

    private static MethodHandle find() {
        try {
            Method method = Class.forName("sun.nio.ch.SelChImpl", false, null).getMethod("getFDVal");
            method.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(method)
                    .asType(MethodType.methodType(int.class, SelectableChannel.class));
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return null;
        }
    }

    /** The number of {@code channel}, which must be open; -1 when it cannot be known. */
    static int of(SelectableChannel channel) {
        try {
            return NUMBER == null ? -1 : (int) NUMBER.invokeExact(channel);
        } catch (Throwable unusual) {
            return -1;
        }
    }
}
