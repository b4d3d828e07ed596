package org.tropea.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Directions are switched by suspensions alone: one class turns them into selector interest. */
class SelectorInterestTest {
    private static final String LOOP = "org.tropea.loop";

    @Test
    void oneClassOfTheLoopSetsInterest() {
        Set<String> setters = callers(SelectionKey.class, "interestOps");
        Set<String> expected = Bundles.jars().containsKey(LOOP) ? firstOf(LOOP, setters) : Set.of();
        assertEquals(expected, setters, "classes that set selector interest: exactly one, in " + LOOP);
    }

    @Test
    void onlyTheLoopRegistersChannels() {
        Set<String> elsewhere = callers(SelectableChannel.class, "register");
        elsewhere.removeIf(name -> name.startsWith(LOOP + "."));
        assertEquals(Set.of(), elsewhere);
    }

    /** When the loop is there, exactly one of its classes must be among the setters. */
    private static Set<String> firstOf(String bundle, Set<String> setters) {
        return setters.stream()
                .filter(name -> name.startsWith(bundle + "."))
                .findFirst()
                .map(Set::of)
                .orElse(Set.of("a class of " + bundle));
    }

    /** Outermost classes that call a method with that name and an argument. */
    private static Set<String> callers(Class<?> owner, String method) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass type : ImportedClasses.all()) {
            for (JavaAccess<?> call : type.getMethodCallsFromSelf()) {
                boolean setting = call.getName().startsWith(method)
                        && !call.getTarget().getFullName().endsWith("()");
                if (setting && call.getTargetOwner().isAssignableTo(owner)) {
                    callers.add(type.getName().replaceFirst("\\$.*", ""));
                }
            }
        }
        return callers;
    }
}
