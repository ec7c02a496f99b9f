package dev.xdsi.consumer.dicomweb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.retrieval.ImagingSources;
import dev.xdsi.consumer.retrieval.MetadataStream;
import dev.xdsi.consumer.retrieval.StudyAddress;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Metadata of images in our own community, passed on from their sources one data set at a time; what is not shared is left out. */
final class SourceMetadata {
    private static final long LARGEST_DATA_SET = 16 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ImagingSources sources;
    private final Transaction<StudyAddress, MetadataStream> wadoRsMetadata;

    SourceMetadata(ImagingSources sources, Transaction<StudyAddress, MetadataStream> wadoRsMetadata) {
        this.sources = sources;
        this.wadoRsMetadata = wadoRsMetadata;
    }

    /** @param ofInstance whether the part is a single instance, for which alone its source is then asked */
    void write(Manifest part, boolean ofInstance, Caller caller, BulkDataLinks links, MetadataAnswer answer)
            throws IOException {
        for (ManifestSeries series : part.series()) {
            var base = sources.sourceOf(series).wadoRs();
            String uid = series.seriesInstanceUID();
            StudyAddress address = ofInstance
                    ? StudyAddress.instance(
                            base, part, uid, series.instances().getFirst().sopInstanceUID())
                    : StudyAddress.series(base, part, uid);
            try (MetadataStream metadata = wadoRsMetadata.perform(address, caller)) {
                try {
                    copy(series, metadata, links, answer);
                } catch (IOException | RuntimeException broken) {
                    metadata.delivery().fail(broken);
                    throw broken;
                }
            }
        }
    }

    private static void copy(ManifestSeries series, MetadataStream metadata, BulkDataLinks links, MetadataAnswer answer)
            throws IOException {
        Set<String> awaited = series.instances().stream()
                .map(ManifestInstance::sopInstanceUID)
                .collect(Collectors.toCollection(HashSet::new));
        BudgetedStream json = new BudgetedStream(metadata.json(), LARGEST_DATA_SET);
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("the metadata are no JSON array");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                json.renew();
                ObjectNode dataSet = JSON.readTree(parser);
                String uid = text(dataSet, "00080018");
                if (text(dataSet, "0020000E").equals(series.seriesInstanceUID()) && awaited.remove(uid)) {
                    links.replaceIn(dataSet, series.seriesInstanceUID(), uid);
                    answer.add(dataSet);
                    metadata.delivery().sent(uid, 0);
                }
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("the metadata are no array of data sets");
            }
        }
        metadata.delivery().complete();
    }

    private static String text(JsonNode dataSet, String tag) {
        return dataSet.path(tag).path("Value").path(0).asText("");
    }
}
