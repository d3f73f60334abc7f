package io.assay.statistics;

/** Input that no data can have, or for which the asked quantity does not exist. Names the parameter that is at fault. */
public final class InvalidInputException extends IllegalArgumentException {

    private final String parameter;

    /**
     * @param parameter the parameter at fault, as a path: {@code alpha}, {@code control/visitors}
     * @param detail what is wrong with it and what would be right, as a sentence
     */
    public InvalidInputException(String parameter, String detail) {
        super(detail);
        this.parameter = parameter;
    }

    /** The parameter at fault, as a path without a leading slash. */
    public String parameter() {
        return parameter;
    }
}
