package org.tropea.netdoc.frame;

/** Reads exactly one document. */
@FunctionalInterface
public interface DocumentParser<T> {
    /** The document that {@code source} is. */
    T parse(Source source) throws DocumentFault;
}
