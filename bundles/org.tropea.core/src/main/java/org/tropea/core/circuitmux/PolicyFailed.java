package org.tropea.core.circuitmux;

/** Takes the news that a policy threw or answered nonsense; called in its loop, after its product was taken out. */
public interface PolicyFailed {
    /**
     * The product of {@code factory} failed with {@code cause}. Work that it decided about is parked until its frame
     * gets another policy, which may happen within this call.
     */
    void policyFailed(Object factory, Throwable cause);

    /** A product of {@code factory} decides for the first time; told once for each product. */
    default void policyDecides(Object factory) {}
}
