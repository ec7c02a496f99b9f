package dev.xdsi.registry.query;

import dev.xdsi.transaction.iti18.StoredQueryId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stored query with its parameters, as the standard tables them.
 *
 * @param read makes the query of parameters that have passed the rules
 */
record QueryParameters(
        StoredQueryId stored, String reference, Function<Arguments, StoredQuery> read, List<ParameterRule> rules) {

    QueryParameters {
        rules = List.copyOf(rules);
    }

    static QueryParameters query(
            StoredQueryId stored, String reference, Function<Arguments, StoredQuery> read, ParameterRule... rules) {
        return new QueryParameters(stored, reference, read, Arrays.asList(rules));
    }

    /** The same with more parameters. */
    QueryParameters and(List<ParameterRule> more) {
        return new QueryParameters(
                stored,
                reference,
                read,
                Stream.concat(rules.stream(), more.stream()).toList());
    }

    String name() {
        return stored.name();
    }

    String id() {
        return stored.urn();
    }

    /** The table as the standard prints it, in Markdown. */
    @Override
    public String toString() {
        return "### " + name() + "\n\n`" + id() + "` · " + reference + "\n\n"
                + "| Parameter | | Values | A value is |\n|---|---|---|---|\n"
                + rules.stream().map(ParameterRule::toString).collect(Collectors.joining("\n"));
    }
}
