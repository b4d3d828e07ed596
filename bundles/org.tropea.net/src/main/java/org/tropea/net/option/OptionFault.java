package org.tropea.net.option;

/**
 * A configuration value that cannot be used. The message names the option, its value and what is accepted, fit to be
 * shown to the operator as it is.
 */
public final class OptionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String option;
    private final String value;
    private final String accepted;

    /**
     * Refuses one value.
     *
     * @param option the option's name, or what was being parsed
     * @param value the refused value, as written; null when the fault is not about a single value
     * @param accepted what would have been accepted, or the rule that was broken
     */
    public OptionFault(String option, String value, String accepted) {
        super(option + (value == null ? "" : " \"" + value + "\"") + ": " + accepted);
        this.option = option;
        this.value = value;
        this.accepted = accepted;
    }

    /** The option's name, under torrc's spelling. */
    public String option() {
        return option;
    }

    /** The refused value as written, or null. */
    public String value() {
        return value;
    }

    /** What would have been accepted. */
    public String accepted() {
        return accepted;
    }

    /** The same fault, told about another option: parsers that do not know whose value they read are wrapped so. */
    public OptionFault about(String name) {
        return new OptionFault(name, value, accepted);
    }
}
