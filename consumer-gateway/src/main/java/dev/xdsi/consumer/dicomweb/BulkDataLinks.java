package dev.xdsi.consumer.dicomweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bulk data by our own addresses: a source's would lead browsers past us, without their users (PS3.18 F.2.2).
 *
 * @param study address of the study here
 */
record BulkDataLinks(String study) {
    private static final int DEEPEST = 20;

    /** The address of a value, by tags and item numbers from the outside in. */
    String of(String seriesUID, String instanceUID, String path) {
        return study + "/series/" + seriesUID + "/instances/" + instanceUID + "/bulkdata/" + path;
    }

    /** Puts our addresses in place of a source's. */
    void replaceIn(ObjectNode dataSet, String seriesUID, String instanceUID) {
        replaceIn(dataSet, of(seriesUID, instanceUID, ""), 0);
    }

    private static void replaceIn(ObjectNode dataSet, String prefix, int depth) {
        List<String> nowhere = new ArrayList<>();
        for (Map.Entry<String, JsonNode> element : dataSet.properties()) {
            if (!element.getKey().matches("[0-9A-Fa-f]{8}")
                    || depth > DEEPEST
                    || !(element.getValue() instanceof ObjectNode value)) {
                nowhere.add(element.getKey());
                continue;
            }
            if (value.has("BulkDataURI")) {
                value.put("BulkDataURI", prefix + element.getKey());
            }
            JsonNode items = value.path("Value");
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof ObjectNode item
                        && "SQ".equals(value.path("vr").asText())) {
                    replaceIn(item, prefix + element.getKey() + "/" + i + "/", depth + 1);
                }
            }
        }
        dataSet.remove(nowhere);
    }
}
