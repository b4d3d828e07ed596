package org.tropea.assembler;

/** The installation cannot be assembled; the message names the file and what would be right. */
final class AssemblyFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AssemblyFault(String message) {
        super(message);
    }
}
