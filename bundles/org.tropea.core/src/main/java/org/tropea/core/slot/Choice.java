package org.tropea.core.slot;

/**
 * One row of a slot's {@link Choices}. Immutable; any thread.
 *
 * @param where for what it is meant
 * @param service what is used there
 * @param label the service's name, for people
 * @param adoption its way into the loops; null for choices that no slot made
 */
record Choice<T>(Where where, T service, String label, Adoption adoption) {
    /** The same under another name. */
    Choice<T> called(String name) {
        return name.equals(label) ? this : new Choice<>(where, service, name, adoption);
    }
}
