package dev.xdsi.registry.query;

/**
 * How a query takes one of its parameters: a row of the tables in ITI TF-2: 3.18.4.1.2.3.7.
 *
 * @param multiple whether the parameter may have several values
 */
record ParameterRule(Parameter<?> parameter, Presence presence, boolean multiple) {

    /** Whether a parameter must be there. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        /** Exactly one of the parameters of the query marked so. */
        ALTERNATIVE
    }

    static ParameterRule required(Parameter<?> parameter) {
        return new ParameterRule(parameter, Presence.REQUIRED, false);
    }

    static ParameterRule optional(Parameter<?> parameter) {
        return new ParameterRule(parameter, Presence.OPTIONAL, false);
    }

    static ParameterRule alternative(Parameter<?> parameter) {
        return new ParameterRule(parameter, Presence.ALTERNATIVE, false);
    }

    /** The same, with any number of values. */
    ParameterRule many() {
        return new ParameterRule(parameter, presence, true);
    }

    /** The row as the standard's tables print it. */
    @Override
    public String toString() {
        return "%-45s %-11s %-8s %s%s"
                .formatted(
                        parameter.name(),
                        presence,
                        multiple ? "multiple" : "single",
                        parameter.coding().description(),
                        parameter.andOr() ? ", AND/OR" : "");
    }
}
