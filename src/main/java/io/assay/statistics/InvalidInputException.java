package io.assay.statistics;

/**
 * Thrown when an input is impossible for the statistic asked for: a negative count, a probability outside (0, 1).
 *
 * <p>It names the parameter as the caller knows it (snake_case, slashes between levels, for example
 * {@code control/visitors}) so that whoever called can point at the value to mend.
 */
public final class InvalidInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    private final String detail;

    /**
     * Refuses a parameter.
     *
     * @param parameter the parameter at fault, without a leading slash
     * @param detail what the value must be, as a phrase that follows the parameter's name
     */
    public InvalidInputException(String parameter, String detail) {
        super(parameter + " " + detail);
        this.parameter = parameter;
        this.detail = detail;
    }

    public String parameter() {
        return parameter;
    }

    public String detail() {
        return detail;
    }
}
