package org.tropea.authority.consensus;

/**
 * What the computation must know besides the votes.
 *
 * @param authorities how many authorities there are, whether they voted or not
 * @param withRandom whether this authority takes part in making shared random values; without, it says none
 * @param freshRandom whether this is the first vote after a new shared random value was made
 */
public record Electorate(int authorities, boolean withRandom, boolean freshRandom) {
    /** Authorities that take part in shared random values, none of which is new. */
    public static Electorate of(int authorities) {
        return new Electorate(authorities, true, false);
    }
}
