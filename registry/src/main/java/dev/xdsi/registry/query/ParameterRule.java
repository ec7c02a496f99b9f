package dev.xdsi.registry.query;

/**
 * How a query takes one of its parameters: a row of the tables in ITI TF-2: 3.18.4.1.2.3.7.
 *
 * @param multiple whether the parameter may have several values
 */
record ParameterRule(Parameter<?> parameter, Presence presence, boolean multiple) {

    /** Whether a parameter must be there. */
    enum Presence {
        REQUIRED("required"),
        OPTIONAL("optional"),
        /** Exactly one of the parameters of the query marked so. */
        ALTERNATIVE("exactly one of these"),
        /** At least one of the parameters of the query marked so. */
        AT_LEAST_ONE("at least one of these");

        private final String text;

        Presence(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
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

    static ParameterRule atLeastOne(Parameter<?> parameter) {
        return new ParameterRule(parameter, Presence.AT_LEAST_ONE, false);
    }

    /** The same, with any number of values. */
    ParameterRule many() {
        return new ParameterRule(parameter, presence, true);
    }

    /** The row as the standard's tables print it, in Markdown. */
    @Override
    public String toString() {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        parameter.name(),
                        presence,
                        many(multiple, parameter.andOr()),
                        parameter.coding().description());
    }

    private static String many(boolean multiple, boolean andOr) {
        if (!multiple) {
            return "one";
        }
        return andOr ? "several, AND/OR" : "several";
    }
}
