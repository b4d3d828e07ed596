package org.tropea.itests.bench.load;

/** What can be left out. */
public enum Part {
    /** Memory of idle circuits. */
    circuits,
    /** Circuits built per CPU second. */
    handshakes,
    /** CPU per relayed cell with more and more active circuits. */
    cells,
    /** Connections' memory, and everything at once. */
    scale
}
