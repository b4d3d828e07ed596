package org.tropea.net.params;

/**
 * A parameter that somebody goes by. Whoever goes by it declares it as a constant, beside what it governs.
 *
 * @param name as the consensus writes it
 * @param otherwise its value when the consensus does not name it
 * @param least the bounds that a value of the consensus is brought within
 * @param most the other one
 */
public record Param(String name, int otherwise, int least, int most) {
    /** The same where another value stands for one that the consensus does not name. */
    public Param or(int value) {
        return new Param(name, value, least, most);
    }

    /** One that is 0 or 1, and {@code otherwise} when the consensus does not name it. */
    public static Param flag(String name, boolean otherwise) {
        return new Param(name, otherwise ? 1 : 0, 0, 1);
    }
}
