package dev.xdsi.model.rules;

import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.model.rules.Carrier.InClassification;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The codes that an affinity domain agreed on (ITI TF-1: 10.3, ITI TF-2: 3.42.4.1.3.2). A value is code and scheme; displayName is
 * never judged.
 *
 * @param codes by attribute; an attribute that is not named takes any code
 * @param mimeTypes empty: any
 */
public record PermittedCodes(Map<String, Set<Value>> codes, Set<String> mimeTypes) {
    /** A domain that agreed on nothing. */
    public static final PermittedCodes ANY = new PermittedCodes(Map.of(), Set.of());

    public PermittedCodes {
        codes = codes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        mimeTypes = Set.copyOf(mimeTypes);
        Set<String> unknown = new TreeSet<>(codes.keySet());
        unknown.removeAll(attributes());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no coded attribute: " + unknown + "; there are " + attributes());
        }
    }

    /** A code by what makes it one. */
    public record Value(String code, String codingScheme) {}

    /** The attributes that can be limited, spelled as in the standard. */
    public static Set<String> attributes() {
        return AttributeTable.coded().map(AttributeRule::attribute).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every code and mimeType that the domain did not agree on, in the error codes of that side. */
    public List<XdsError> check(SubmissionDraft submission, Side side) {
        Findings findings = new Findings(side);
        for (RegistryObjectDraft object : submission.objects()) {
            Subject.of(object)
                    .ifPresent(subject -> AttributeTable.coded()
                            .filter(row -> row.subject() == subject && codes.containsKey(row.attribute()))
                            .forEach(row -> check(object, row, findings)));
            checkMimeType(object, findings);
        }
        return List.copyOf(findings.errors());
    }

    private void check(RegistryObjectDraft object, AttributeRule row, Findings findings) {
        if (row.carrier() instanceof InClassification in) {
            Set<Value> permitted = codes.getOrDefault(row.attribute(), Set.of());
            object.classifications(in.scheme()).stream()
                    .map(PermittedCodes::value)
                    .filter(value -> !permitted.contains(value))
                    .forEach(value -> findings.metadata(
                            object,
                            row.name() + " is no code of this affinity domain: " + Shown.of(value.code())
                                    + " of scheme " + Shown.of(value.codingScheme())));
        }
    }

    private static Value value(ClassificationDraft written) {
        String codingScheme = written.slots().stream()
                .filter(slot -> slot.name().equals(SlotName.CODING_SCHEME))
                .flatMap(slot -> slot.values().stream())
                .findFirst()
                .orElse("");
        return new Value(Objects.requireNonNullElse(written.nodeRepresentation(), ""), codingScheme);
    }

    private void checkMimeType(RegistryObjectDraft object, Findings findings) {
        String mimeType = object.header().mimeType();
        if (object.kind() != Kind.ExtrinsicObject || mimeTypes.isEmpty() || mimeType == null) {
            return;
        }
        if (!mimeTypes.contains(mimeType)) {
            findings.metadata(object, "DocumentEntry.mimeType is none of this affinity domain: " + Shown.of(mimeType));
        }
    }
}
