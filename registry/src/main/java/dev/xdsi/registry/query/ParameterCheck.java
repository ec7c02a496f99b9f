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
import java.util.stream.Stream;

/**
 * Judges the parameters of one request by the rules of its query and finds every fault (ITI TF-2: 3.18.4.1.2.3.6). Parameters
 * that the query does not have are ignored.
 */
final class ParameterCheck {
    /** More values than any client needs in one request, and few enough for any database. */
    static final int MAX_VALUES = 10_000;

    /** Each pattern is held against each value of each object of a patient. */
    static final int MAX_PATTERNS = 100;

    /** The audit record names each of them. */
    static final int MAX_PATIENTS = 1_000;

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
        query.rules().forEach(check::number);
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

    private void number(ParameterRule rule) {
        String name = rule.parameter().name();
        int most = most(rule.parameter().coding());
        if (slots.getOrDefault(name, List.of()).stream().mapToInt(List::size).sum() > most) {
            refuse(ErrorCode.XDSStoredQueryParamNumber, name + " has more than " + most + " values");
        }
    }

    private static int most(Coding<?> coding) {
        if (coding.equals(Coding.LIKE)) {
            return MAX_PATTERNS;
        }
        return coding.equals(Coding.PATIENT_ID) ? MAX_PATIENTS : Integer.MAX_VALUE;
    }

    private void presence(ParameterRule rule) {
        if (rule.presence() == Presence.REQUIRED
                && !slots.containsKey(rule.parameter().name())) {
            refuse(ErrorCode.XDSStoredQueryMissingParam, rule.parameter().name() + " is required");
        }
    }

    private void alternatives() {
        if (given(Presence.ALTERNATIVE) > 1) {
            refuse(ErrorCode.XDSStoredQueryParamNumber, "only one may be given of " + names(Presence.ALTERNATIVE));
        }
        for (Presence presence : List.of(Presence.ALTERNATIVE, Presence.AT_LEAST_ONE)) {
            if (!names(presence).isEmpty() && given(presence) == 0) {
                refuse(ErrorCode.XDSStoredQueryMissingParam, names(presence) + " is required");
            }
        }
    }

    private long given(Presence presence) {
        return marked(presence).filter(slots::containsKey).count();
    }

    private String names(Presence presence) {
        return marked(presence).collect(Collectors.joining(" or "));
    }

    private Stream<String> marked(Presence presence) {
        return query.rules().stream()
                .filter(rule -> rule.presence() == presence)
                .map(rule -> rule.parameter().name());
    }

    private void refuse(ErrorCode code, String codeContext) {
        errors.add(XdsError.of(code, query.name() + ": " + codeContext));
    }
}
