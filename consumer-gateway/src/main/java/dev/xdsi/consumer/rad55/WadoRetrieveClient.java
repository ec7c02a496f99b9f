package dev.xdsi.consumer.rad55;

import dev.xdsi.consumer.retrieval.HttpGet;
import dev.xdsi.consumer.retrieval.InstanceStream;
import dev.xdsi.consumer.retrieval.WadoUriFetch.ObjectAddress;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/** Asks an Imaging Document Source for one instance by WADO-URI. */
public final class WadoRetrieveClient implements Transaction<ObjectAddress, InstanceStream> {
    private final HttpGet http;

    public WadoRetrieveClient(HttpGet http) {
        this.http = http;
    }

    @Override
    public InstanceStream perform(ObjectAddress request, Caller caller) {
        try {
            return new InstanceStream(
                    new Single(http.get(target(request), "application/dicom").body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static URI target(ObjectAddress instance) {
        return URI.create(instance.base() + "?requestType=WADO&studyUID=" + instance.studyUID() + "&seriesUID="
                + instance.seriesUID() + "&objectUID=" + instance.objectUID() + "&contentType=application%2Fdicom");
    }

    private static final class Single implements InstanceStream.Source {
        private final InputStream body;
        private boolean given;

        Single(InputStream body) {
            this.body = body;
        }

        @Override
        public Optional<InputStream> next() {
            boolean first = !given;
            given = true;
            return first ? Optional.of(body) : Optional.empty();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
