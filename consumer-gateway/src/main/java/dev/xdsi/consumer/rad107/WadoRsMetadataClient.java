package dev.xdsi.consumer.rad107;

import dev.xdsi.consumer.retrieval.HttpGet;
import dev.xdsi.consumer.retrieval.MetadataStream;
import dev.xdsi.consumer.retrieval.StudyAddress;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;

/** Asks an Imaging Document Source for the metadata of a study or a part of it (PS3.18 10.4.1.1.2). */
public final class WadoRsMetadataClient implements Transaction<StudyAddress, MetadataStream> {
    private final HttpGet http;

    public WadoRsMetadataClient(HttpGet http) {
        this.http = http;
    }

    @Override
    public MetadataStream perform(StudyAddress request, Caller caller) {
        return new MetadataStream(http.get(request.below("/metadata"), "application/dicom+json", caller)
                .body());
    }
}
