package org.tropea.netdoc.value;

/** Makes a value of a text. */
@FunctionalInterface
public interface ValueParser<T> {
    /** The value; a {@link ValueFault} when the text is not one. */
    T parse(String text) throws ValueFault;
}
