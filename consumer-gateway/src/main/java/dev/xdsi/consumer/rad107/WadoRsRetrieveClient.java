package dev.xdsi.consumer.rad107;

import dev.xdsi.consumer.retrieval.HttpGet;
import dev.xdsi.consumer.retrieval.InstanceStream;
import dev.xdsi.consumer.retrieval.StudyAddress;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Asks an Imaging Document Source for a study as it is stored, whatever its transfer syntaxes (PS3.18 10.4.1). */
public final class WadoRsRetrieveClient implements Transaction<StudyAddress, InstanceStream> {
    private static final String ACCEPT = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private final HttpGet http;

    public WadoRsRetrieveClient(HttpGet http) {
        this.http = http;
    }

    @Override
    public InstanceStream perform(StudyAddress request, Caller caller) {
        HttpGet.Answer answer = http.get(request.target(), ACCEPT, caller);
        try {
            return new InstanceStream(
                    new Parts(new MultipartReader(answer.body(), boundary(answer.contentType())), answer.body()));
        } catch (IOException unreadable) {
            throw answer.unreadable(request.base(), unreadable);
        }
    }

    private static String boundary(String contentType) throws IOException {
        return MediaType.parse(contentType)
                .filter(type -> type.type().equals("multipart/related"))
                .map(type -> type.parameter("boundary"))
                .orElseThrow(() -> new IOException("not multipart/related"));
    }

    private record Parts(MultipartReader parts, InputStream body) implements InstanceStream.Source {
        @Override
        public Optional<InputStream> next() throws IOException {
            return parts.next().map(MultipartReader.Part::body);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
