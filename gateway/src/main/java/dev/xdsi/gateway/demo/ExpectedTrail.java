package dev.xdsi.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The audit records that one study's way leaves behind, on both sides of every transaction (ITI TF-2: 3.20, RAD TF-3: Table
 * 5.1-2). Counted by transaction and event.
 */
record ExpectedTrail(Map<Kind, Integer> atLeast) {

    /**
     * @param transaction EventTypeCode, empty where the event has none
     * @param event EventID
     */
    record Kind(String transaction, String event) {}

    private static final String ACCESSED = "110103";
    private static final String TRANSFERRED = "110104";
    private static final String EXPORT = "110106";
    private static final String IMPORT = "110107";
    private static final String QUERY = "110112";

    static ExpectedTrail of(int instances) {
        Map<Kind, Integer> expected = new LinkedHashMap<>();
        expected.put(new Kind("", TRANSFERRED), instances); // C-STORE
        expected.put(new Kind("RAD-68", EXPORT), 1);
        expected.put(new Kind("ITI-41", IMPORT), 1);
        expected.put(new Kind("ITI-42", EXPORT), 1);
        expected.put(new Kind("ITI-42", IMPORT), 1);
        expected.put(new Kind("ITI-18", QUERY), 2);
        expected.put(new Kind("ITI-43", IMPORT), 1);
        expected.put(new Kind("ITI-43", EXPORT), 1);
        expected.put(new Kind("RAD-69", ACCESSED), 1);
        expected.put(new Kind("RAD-69", TRANSFERRED), 1);
        expected.put(new Kind("RAD-107", ACCESSED), 1);
        expected.put(new Kind("RAD-107", TRANSFERRED), 1);
        expected.put(new Kind("RAD-55", ACCESSED), instances);
        expected.put(new Kind("RAD-55", TRANSFERRED), instances);
        return new ExpectedTrail(expected);
    }

    /** What is missing from the records of a run, all of which must tell of success; empty when it is complete. */
    List<String> missingFrom(List<JsonNode> records) {
        Map<Kind, Integer> found = new LinkedHashMap<>();
        for (JsonNode entry : records) {
            if (entry.path("outcome").asText().equals("success")) {
                found.merge(
                        new Kind(
                                entry.path("transaction").asText(),
                                entry.path("event").asText()),
                        1,
                        Integer::sum);
            }
        }
        List<String> missing = new ArrayList<>();
        atLeast.forEach((kind, count) -> {
            int there = found.getOrDefault(kind, 0);
            if (there < count) {
                String name = kind.transaction().isEmpty() ? "C-STORE" : kind.transaction();
                missing.add(name + " event " + kind.event() + ": " + there + " of " + count + " records");
            }
        });
        return missing;
    }
}
