package dev.xdsi.registry.query;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.registry.query.ParameterRule.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Judges the parameters of one request by the rules of its query and finds every fault (ITI TF-2: 3.18.4.1.2.3.6). Parameters
 * that the query does not have are ignored.
 */
final class ParameterCheck {
    /** More values than any client needs in one request, and few enough for any database. */
    static final int MAX_VALUES = 10_000;

    private final QueryParameters query;
    private final Map<String, List<List<String>>> slots = new HashMap<>();
    private final List<XdsError> errors = new ArrayList<>();

    private ParameterCheck(QueryParameters query) {
        this.query = query;
    }

    /** What the parameters say, or what is wrong with them. */
    sealed interface Judgement {
        record Accepted(Arguments arguments) implements Judgement {}

        record Refused(List<XdsError> errors) implements Judgement {}
    }

    static Judgement judge(QueryParameters query, List<SlotDraft> parameters) {
        ParameterCheck check = new ParameterCheck(query);
        query.rules().forEach(rule -> check.read(rule, parameters));
        if (check.slots.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(List::size)
                        .sum()
                > MAX_VALUES) {
            check.refuse(ErrorCode.XDSStoredQueryParamNumber, "more than " + MAX_VALUES + " values");
        }
        query.rules().forEach(check::presence);
        check.alternatives();
        return check.errors.isEmpty()
                ? new Judgement.Accepted(new Arguments(check.slots))
                : new Judgement.Refused(List.copyOf(check.errors));
    }

    private void read(ParameterRule rule, List<SlotDraft> parameters) {
        Parameter<?> parameter = rule.parameter();
        List<List<String>> values = parameters.stream()
                .filter(slot -> slot.name().equals(parameter.name()))
                .map(slot -> values(parameter, slot))
                .filter(slot -> !slot.isEmpty())
                .toList();
        if (values.size() > 1 && !parameter.andOr()) {
            refuse(ErrorCode.XDSStoredQueryParamNumber, parameter.name() + " is given more than once");
        } else if (!rule.multiple() && values.stream().anyMatch(slot -> slot.size() > 1)) {
            refuse(ErrorCode.XDSStoredQueryParamNumber, parameter.name() + " takes only one value");
        }
        if (!values.isEmpty()) {
            slots.put(parameter.name(), values);
        }
    }

    private List<String> values(Parameter<?> parameter, SlotDraft slot) {
        List<String> values = new ArrayList<>();
        for (String written : slot.values()) {
            Optional<List<String>> read = ParameterValues.read(written);
            if (read.isEmpty()) {
                refuse(ErrorCode.XDSRegistryError, parameter.name() + " is not coded as 'value' or ('value','value')");
            }
            read.ifPresent(values::addAll);
        }
        Predicate<String> known =
                value -> parameter.coding().read().apply(value).isPresent();
        if (parameter.coding().openEnded()) {
            return values.stream().filter(known).toList();
        }
        if (!values.stream().allMatch(known)) {
            refuse(
                    ErrorCode.XDSRegistryError,
                    parameter.name() + " has a value that is not "
                            + parameter.coding().description());
        }
        return values;
    }

    private void presence(ParameterRule rule) {
        if (rule.presence() == Presence.REQUIRED
                && !slots.containsKey(rule.parameter().name())) {
            refuse(ErrorCode.XDSStoredQueryMissingParam, rule.parameter().name() + " is required");
        }
    }

    private void alternatives() {
        List<String> names = query.rules().stream()
                .filter(rule -> rule.presence() == Presence.ALTERNATIVE)
                .map(rule -> rule.parameter().name())
                .toList();
        long given = names.stream().filter(slots::containsKey).count();
        String either = names.stream().collect(Collectors.joining(" or "));
        if (!names.isEmpty() && given == 0) {
            refuse(ErrorCode.XDSStoredQueryMissingParam, either + " is required");
        } else if (given > 1) {
            refuse(ErrorCode.XDSStoredQueryParamNumber, "only one may be given of " + either);
        }
    }

    private void refuse(ErrorCode code, String codeContext) {
        errors.add(XdsError.of(code, query.name() + ": " + codeContext));
    }
}
