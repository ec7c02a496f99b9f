package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.xml.NativeDicomModel;
import dev.xdsi.imaging.database.Database;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.manifest.RetrieveAddress;
import dev.xdsi.imaging.query.postgres.PostgresCatalogue;
import dev.xdsi.imaging.rad129.QidoRsEndpoint;
import dev.xdsi.imaging.search.Search;
import dev.xdsi.imaging.search.SearchLimits;
import dev.xdsi.soap.server.Callers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** QIDO-RS over HTTP. */
@org.junit.jupiter.api.Tag("integration")
class QidoTest extends SourceScene {
    private static final String JSON = "application/dicom+json";

    @BeforeEach
    void fill() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".1"));
        running.store(DataSets.ct(SERIES, SERIES + ".2"));
        running.store(DataSets.ct(OTHER_SERIES, OTHER_SERIES + ".1"));
        running.store(DataSets.ct(STUDY + "9.1", STUDY + "9.1.1")
                .setString(Tag.StudyInstanceUID, STUDY + "9")
                .setString(Tag.PatientID, "4712")
                .setString(Tag.StudyDate, "20260401"));
    }

    private List<Attributes> found(String path) throws Exception {
        HttpResponse<byte[]> response = running.get("/dicom-web" + path, JSON);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return DicomJson.readAll(new ByteArrayInputStream(response.body()), JsonLimits.DEFAULT, BulkDataSource.IGNORE);
    }

    private int status(String path) throws Exception {
        return running.get("/dicom-web" + path, JSON).statusCode();
    }

    @Test
    void studiesSeriesAndInstancesAreFoundAloneAndBelowOneAnother() throws Exception {
        assertThat(found("/studies")).hasSize(2);
        assertThat(found("/series")).hasSize(3);
        assertThat(found("/instances")).hasSize(4);
        assertThat(found("/studies/" + STUDY + "/series")).hasSize(2);
        assertThat(found("/studies/" + STUDY + "/instances")).hasSize(3);
        assertThat(found("/studies/" + STUDY + "/series/" + SERIES + "/instances"))
                .extracting(answer -> answer.string(Tag.SOPInstanceUID, ""))
                .containsExactly(SERIES + ".1", SERIES + ".2");
        assertThat(status("/studies/1.9.9/series")).isEqualTo(204);
    }

    @Test
    void momentsAreFoundByRangesInTheTimezoneOfTheQuestion() throws Exception {
        running.store(DataSets.ct(SERIES, SERIES + ".3").setString(Tag.AcquisitionDateTime, "20260301120000+0100"));

        String inUtc = "/instances?TimezoneOffsetFromUTC=%2B0000&AcquisitionDateTime=";
        assertThat(found(inUtc + "2026030111-2026030111"))
                .extracting(answer -> answer.string(Tag.SOPInstanceUID, ""))
                .containsExactly(SERIES + ".3");
        assertThat(status(inUtc + "2026030112-")).isEqualTo(204);
        assertThat(found("/instances?AcquisitionDateTime=2026030106-0500-")).hasSize(1);
        assertThat(status("/instances?AcquisitionDateTime=noon")).isEqualTo(400);
    }

    @Test
    void anAnswerHasWhatTheStandardWantsAndWhatIsAskedFor() throws Exception {
        Attributes study = found("/studies?PatientID=4711&includefield=StudyDescription,00081090")
                .getFirst();

        assertThat(study.string(Tag.PatientName)).contains("Müller^Jürg");
        assertThat(study.strings(Tag.ModalitiesInStudy)).containsExactly("CT");
        assertThat(study.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(3);
        assertThat(study.string(Tag.RetrieveURL)).contains("http://localhost:8081/dicom-web/studies/" + STUDY);
        assertThat(study.string(Tag.StudyDescription)).contains("CT Thorax");

        Attributes instance = found("/studies/" + STUDY + "/instances?limit=1&includefield=all")
                .getFirst();
        assertThat(instance.string(Tag.BodyPartExamined)).contains("CHEST");
        assertThat(instance.integer(Tag.Rows)).hasValue(8);
        assertThat(instance.string(Tag.RetrieveURL).orElse("")).endsWith("/instances/" + SERIES + ".1");
    }

    @Test
    void keysAreMatchedAsOverDimse() throws Exception {
        assertThat(found("/studies?StudyDate=20260301-20260331")).hasSize(1);
        assertThat(found("/studies?00100010=M%C3%9CLLER*")).hasSize(2);
        assertThat(found("/studies?StudyInstanceUID=" + STUDY + "," + STUDY + "9"))
                .hasSize(2);
        assertThat(found("/instances?Rows=8&Modality=CT")).hasSize(4);
        assertThat(status("/instances?Rows=9")).isEqualTo(204);
        assertThat(status("/studies?RequestAttributesSequence.RequestedProcedureID=7"))
                .as("of the series")
                .isEqualTo(200);
        assertThat(status("/series?RequestAttributesSequence.RequestedProcedureID=7"))
                .isEqualTo(204);
    }

    @Test
    void answersComePageByPage() throws Exception {
        HttpResponse<byte[]> first = running.get("/dicom-web/studies?limit=1", JSON);
        assertThat(first.headers().allValues("Warning"))
                .singleElement()
                .asString()
                .contains("additional results");
        assertThat(found("/studies?limit=1&offset=1"))
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.string(Tag.StudyInstanceUID)).contains(STUDY + "9"));
        assertThat(running.get("/dicom-web/studies?limit=2", JSON).headers().allValues("Warning"))
                .isEmpty();
        assertThat(status("/studies?offset=2")).isEqualTo(204);
    }

    /** As many answers as a question may have are two here, and there are four. */
    @Test
    void aPageThatIsCompleteIsAnsweredHoweverManyThereAre() throws Exception {
        assertThat(limited("limit=1").headers().allValues("Warning")).hasSize(1);
        HttpResponse<byte[]> last = limited("limit=1&offset=1");
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.headers().allValues("Warning"))
                .singleElement()
                .asString()
                .contains("additional results");
        assertThat(DicomJson.readAll(new ByteArrayInputStream(last.body()), JsonLimits.DEFAULT, BulkDataSource.IGNORE))
                .singleElement()
                .satisfies(
                        answer -> assertThat(answer.string(Tag.SOPInstanceUID)).contains(SERIES + ".2"));
        assertThat(limited("limit=2").statusCode()).isEqualTo(200);
        // what is passed over does not count
        assertThat(limited("limit=2&offset=1").statusCode()).isEqualTo(200);
        assertThat(limited("limit=2&offset=2").statusCode()).isEqualTo(200);
        assertThat(limited("limit=2&offset=2").headers().allValues("Warning")).isEmpty();
        assertThat(limited("offset=1").statusCode()).isEqualTo(413);
        assertThat(limited("").statusCode()).isEqualTo(413);
    }

    private static HttpResponse<byte[]> limited(String query) throws Exception {
        Search search = new Search(
                new PostgresCatalogue(new Database(TestDatabase.dataSource()), CatalogueTest.ISSUERS),
                StudyDisclosure.UNRESTRICTED,
                "RAD-129",
                new RetrieveAddress("XDSI", RunningSource.LOCATION, URI.create("http://localhost/dicom-web")),
                new SearchLimits(2, 100));
        QidoRsEndpoint endpoint = new QidoRsEndpoint(search, Callers.NODES, UUID::randomUUID);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        endpoint.get(request, response);
                    }
                }),
                "/dicom-web/*");
        server.setHandler(context);
        server.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.getURI().resolve("/dicom-web/instances?" + query))
                            .header("Accept", JSON)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } finally {
            server.stop();
        }
    }

    @Test
    void namesThatAreSimilarAreFoundWhenThatIsAskedFor() throws Exception {
        assertThat(status("/studies?PatientName=juerg%20MUELLER")).isEqualTo(204);
        assertThat(found("/studies?PatientName=JURG%20mueler&fuzzymatching=true"))
                .hasSize(2);
        assertThat(found("/studies?PatientName=mull*&fuzzymatching=true")).hasSize(2);
        assertThat(status("/studies?PatientName=Schmidt&fuzzymatching=true")).isEqualTo(204);
        assertThat(status("/studies?PatientName=mull*&PatientID=x&fuzzymatching=true"))
                .as("only names are similar")
                .isEqualTo(204);
        assertThat(running.get("/dicom-web/studies?PatientName=mull*&fuzzymatching=true", JSON)
                        .headers()
                        .allValues("Warning"))
                .isEmpty();
    }

    @Test
    void answersComeAsXmlToo() throws Exception {
        HttpResponse<byte[]> response =
                running.get("/dicom-web/studies?limit=2", "multipart/related; type=\"application/dicom+xml\"");

        assertThat(response.statusCode()).isEqualTo(200);
        List<byte[]> documents = parts(response);
        assertThat(documents).hasSize(2);
        assertThat(NativeDicomModel.read(
                                new ByteArrayInputStream(documents.getFirst()),
                                JsonLimits.DEFAULT,
                                BulkDataSource.IGNORE)
                        .string(Tag.StudyInstanceUID))
                .contains(STUDY);
    }

    @Test
    void whatIsNoSearchIsSaidToBeNone() throws Exception {
        assertThat(status("/studies?NoSuchAttribute=1")).isEqualTo(400);
        assertThat(status("/studies?StudyDate=tomorrow")).isEqualTo(400);
        assertThat(status("/studies?limit=-1")).isEqualTo(400);
        assertThat(status("/studies?PatientID=1&PatientID=2")).isEqualTo(400);
        assertThat(status("/studies?PatientID=1&00100020=2")).isEqualTo(400);
        assertThat(status("/studies/" + STUDY + "/series?StudyInstanceUID=1.2")).isEqualTo(400);
        assertThat(status("/studies?fuzzymatching=perhaps")).isEqualTo(400);
        assertThat(running.get("/dicom-web/studies", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void theQuestionIsOnRecord() throws Exception {
        found("/studies?PatientID=4711");

        assertThat(new String(running.audit.read(4, 1).getFirst().message(), StandardCharsets.UTF_8))
                .contains("110112", "RAD-129", "QIDO-RS Query", "/studies");
    }
}
