package dev.xdsi.consumer.rad55;

import dev.xdsi.consumer.retrieval.HttpGet;
import dev.xdsi.consumer.retrieval.InstanceStream;
import dev.xdsi.consumer.retrieval.ObjectAddress;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** Asks an Imaging Document Source for one instance by WADO-URI. */
public final class WadoRetrieveClient implements Transaction<ObjectAddress, InstanceStream> {
    private static final String DICOM = "application/dicom";

    private final HttpGet http;

    public WadoRetrieveClient(HttpGet http) {
        this.http = http;
    }

    @Override
    public InstanceStream perform(ObjectAddress request, Caller caller) {
        HttpGet.Answer answer = http.get(target(request), DICOM, caller);
        boolean dicom = MediaType.parse(answer.contentType())
                .filter(type -> type.type().equals(DICOM))
                .isPresent();
        if (!dicom) {
            throw answer.unreadable(request.base(), new IOException("not " + DICOM));
        }
        return new InstanceStream(new Single(answer.body()));
    }

    private static URI target(ObjectAddress address) {
        return URI.create(address.base() + "?requestType=WADO&studyUID=" + address.studyUID() + "&seriesUID="
                + address.seriesUID() + "&objectUID=" + address.instance().sopInstanceUID()
                + "&contentType=application%2Fdicom");
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
