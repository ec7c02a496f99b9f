package dev.xdsi.consumer;

import dev.xdsi.model.InternationalString;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.SoapContract;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.ebrim.DocumentRequestCodec;
import dev.xdsi.soap.ebrim.DocumentSetCodec;
import dev.xdsi.soap.ebrim.StoredQueryCodec;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapCall;
import dev.xdsi.soap.server.SoapEndpoint;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.wsdl.lcm.SubmitObjectsRequest;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentRegistryPortType;
import dev.xdsi.wsdl.xdsb.DocumentRepositoryPortType;
import dev.xdsi.wsdl.xdsb.ProvideAndRegisterDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetRequestType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import dev.xdsi.wsdl.xdsi.ImagingDocumentSourcePortType;
import dev.xdsi.wsdl.xdsi.RetrieveImagingDocumentSetRequestType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/** A registry, a repository and an imaging source over real sockets, which share one study of Mary's. */
final class Community implements AutoCloseable {
    private static final String XDS_B = "urn:ihe:iti:xds-b:2007";
    private static final String XDS_I = "urn:ihe:rad:xdsi-b:2009";

    final Map<String, DocumentContent> images = new LinkedHashMap<>();
    final List<StoredQueryRequest> queries = new ArrayList<>();
    /** What DICOMweb was asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    RegistryObjectDraft entry = DraftWriter.draft(Submissions.manifest("a"));
    private final HttpServer server;

    Community(SoapSettings settings) {
        TestStudy.ALL.forEach(uid -> images.put(uid, TestStudy.content(TestStudy.image(uid))));
        HttpSite site = HttpSite.empty()
                .with(
                        "/registry",
                        SoapEndpoint.publish(
                                contract(DocumentRegistryPortType.class, XDS_B, "DocumentRegistry", false),
                                new Registry(),
                                settings))
                .with(
                        "/repository",
                        SoapEndpoint.publish(
                                contract(DocumentRepositoryPortType.class, XDS_B, "DocumentRepository", true),
                                new Repository(),
                                settings))
                .with(
                        "/ids",
                        SoapEndpoint.publish(
                                contract(ImagingDocumentSourcePortType.class, XDS_I, "ImagingDocumentSource", true),
                                new Source(),
                                settings))
                .with("/dicom-web/*", new Wado())
                .with("/wado", new Wado());
        server = HttpServer.start(
                "community", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
    }

    void titled(String title) {
        entry = new RegistryObjectDraft(
                entry.kind(),
                entry.header(),
                InternationalString.of(title),
                entry.description(),
                entry.slots(),
                entry.classifications(),
                entry.externalIdentifiers(),
                entry.link());
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.port("port") + path);
    }

    @Override
    public void close() {
        server.close();
    }

    private static <T> SoapContract<T> contract(Class<T> type, String namespace, String actor, boolean mtom) {
        return new SoapContract<>(
                type,
                "wsdl/" + actor + ".wsdl",
                new QName(namespace, actor + "_Service"),
                new QName(namespace, actor + "_Port_Soap12"),
                mtom);
    }

    private static RetrieveDocumentSetResponseType answer(
            Stream<DocumentRequest> requests, Function<DocumentRequest, DocumentContent> contents) {
        RetrieveDocumentSetResponse response = new RetrieveDocumentSetResponse(
                requests.map(request -> new RetrievedDocument(request, "application/dicom", contents.apply(request)))
                        .toList(),
                List.of());
        SoapCall.current().closeWithAnswer(response.delivery());
        return DocumentSetCodec.encode(response);
    }

    private final class Registry implements DocumentRegistryPortType {
        @Override
        public AdhocQueryResponse documentRegistryRegistryStoredQuery(AdhocQueryRequest body) {
            StoredQueryRequest query = StoredQueryCodec.decode(body);
            queries.add(query);
            boolean mary = query.parameters().getFirst().values().getFirst().equals("'" + Submissions.MARY + "'");
            return StoredQueryCodec.encode(
                    new StoredQueryResponse(mary ? List.of(entry) : List.of(), List.of(), List.of()));
        }

        @Override
        public AdhocQueryResponse documentRegistryMultiPatientStoredQuery(AdhocQueryRequest body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryResponseType documentRegistryRegisterOnDemandDocumentEntry(SubmitObjectsRequest body) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegistryResponseType documentRegistryRegisterDocumentSetB(SubmitObjectsRequest body) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Repository implements DocumentRepositoryPortType {
        @Override
        public RetrieveDocumentSetResponseType documentRepositoryRetrieveDocumentSet(
                RetrieveDocumentSetRequestType body) {
            DocumentContent manifest = TestStudy.content(TestStudy.file(TestStudy.keyObjects()));
            return answer(DocumentRequestCodec.decode(body).documents().stream(), request -> manifest);
        }

        @Override
        public RegistryResponseType documentRepositoryProvideAndRegisterDocumentSetB(
                ProvideAndRegisterDocumentSetRequestType body) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Source implements ImagingDocumentSourcePortType {
        @Override
        public RetrieveDocumentSetResponseType imagingDocumentSourceRetrieveImagingDocumentSet(
                RetrieveImagingDocumentSetRequestType body) {
            return answer(
                    DocumentRequestCodec.decode(body).studies().stream()
                            .flatMap(study -> study.series().stream())
                            .flatMap(series -> series.documents().stream())
                            .filter(request -> images.containsKey(request.documentUniqueId())),
                    request -> images.getOrDefault(request.documentUniqueId(), TestStudy.content(new byte[0])));
        }
    }

    /** WADO-RS for a study and its parts with their metadata, WADO-URI for single instances. */
    private final class Wado extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            asked.add(request.getRequestURI());
            OutputStream out = response.getOutputStream();
            if (request.getServletPath().equals("/wado")) {
                DocumentContent image = images.get(request.getParameter("objectUID"));
                if (image == null) {
                    response.sendError(HttpServletResponse.SC_NOT_FOUND);
                    return;
                }
                response.setContentType("application/dicom");
                image.open().transferTo(out);
                return;
            }
            String path = request.getPathInfo();
            boolean metadata = path.endsWith("/metadata");
            String part = path.replace("/metadata", "");
            List<String> uids = images.keySet().stream()
                    .filter(uid -> (TestStudy.path(uid) + "/").startsWith(part + "/"))
                    .toList();
            if (uids.isEmpty()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else if (metadata) {
                response.setContentType("application/dicom+json");
                out.write(uids.stream()
                        .map(TestStudy::metadata)
                        .collect(Collectors.joining(",", "[", "]"))
                        .getBytes(StandardCharsets.UTF_8));
            } else {
                response.setContentType("multipart/related; type=\"application/dicom\"; boundary=between");
                for (String uid : uids) {
                    out.write(
                            "--between\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    images.getOrDefault(uid, TestStudy.content(new byte[0]))
                            .open()
                            .transferTo(out);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                out.write("--between--\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
