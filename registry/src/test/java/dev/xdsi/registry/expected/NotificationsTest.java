package dev.xdsi.registry.expected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.wsdl.wsn.Subscribe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told of what, and how often he is tried. */
class NotificationsTest extends UpdateActions {
    private static final Code SPECIAL = Code.of("SPECIAL", "1.2.3", "Special");
    private static final String FULL = "ihe:FullDocumentEntry";
    private static final String MINIMAL = "ihe:MinimalDocumentEntry";

    private Ask filter(String id) {
        return new Ask(id, ReturnType.LeafClass, null, List.of());
    }

    private Ask documents() {
        return filter("urn:uuid:aa2332d0-f8fe-11e0-be50-0800200c9a66")
                .withList("$XDSDocumentEntryPatientId", patient.cx());
    }

    /** Subscribes for a recipient whose name is this test's own. */
    private String subscribe(String recipient, String topic, Ask filter) {
        return Subscriber.address(registry.subscriber().subscribe(request(recipient, topic, filter)));
    }

    private Subscribe request(String recipient, String topic, Ask filter) {
        return Subscriber.request(registry.broker().recipient().base() + "/" + own(recipient), topic, filter);
    }

    private String own(String recipient) {
        return recipient + "-" + patient.id();
    }

    private List<Recipient.Message> told(String recipient) {
        registry.broker().round();
        return registry.broker().recipient().received(own(recipient));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.53.4.1.2",
            value =
                    "ihe:FullDocumentEntry sends the DocumentEntry that matched, with its SubmissionSet and the HasMember between them")
    void aFullDocumentEntryIsSent() {
        String address = subscribe("r", FULL, documents());

        register("s", manifest("a"));

        assertThat(told("r")).singleElement().satisfies(message -> {
            assertThat(message.action()).isEqualTo("http://docs.oasis-open.org/wsn/bw-2/NotificationConsumer/Notify");
            assertThat(message.topic()).isEqualTo(FULL);
            assertThat(message.subscription()).isEqualTo(address);
            assertThat(message.ids("ExtrinsicObject")).containsExactly(id("a"));
            assertThat(message.ids("RegistryPackage")).containsExactly(id("s"));
            assertThat(message.ids("Association")).containsExactly(id("s>a"));
        });
        assertThat(told("r")).hasSize(1);
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.53.4.1.2", value = "ihe:MinimalDocumentEntry sends references and no object")
    void aReferenceIsSent() {
        subscribe("r", MINIMAL, documents());

        register("s", manifest("a"));

        assertThat(told("r")).singleElement().satisfies(message -> {
            assertThat(message.ids("ObjectRef")).containsExactly(id("a"));
            assertThat(message.ids("ExtrinsicObject")).isEmpty();
            assertThat(message.ids("RegistryPackage")).isEmpty();
        });
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.53.4.1.2", value = "ihe:SubmissionSetMetadata sends the SubmissionSet alone")
    void aSubmissionSetIsSent() {
        subscribe(
                "r",
                "ihe:SubmissionSetMetadata",
                filter("urn:uuid:fbede94e-dbdc-4f6b-bc1f-d730e677cece")
                        .withList("$XDSSubmissionSetPatientId", patient.cx()));

        register("s", manifest("a"));

        assertThat(told("r")).singleElement().satisfies(message -> {
            assertThat(message.ids("RegistryPackage")).containsExactly(id("s"));
            assertThat(message.ids("ExtrinsicObject")).isEmpty();
        });
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.5.1",
            value = "PatientIndependentSubmissionSet matches SubmissionSets of whomever by what they say")
    void submissionSetsOfWhomeverAreMatched() {
        subscribe(
                "r",
                "ihe:SubmissionSetMetadata",
                filter("urn:uuid:868cad3d-ec09-4565-b66c-1be10d034399")
                        .withList("$XDSSubmissionSetContentType", SPECIAL.coded()));
        PatientId john = patient("john");

        register("s", manifest("a"));
        assertThat(submit(
                                submissionSet("t").toBuilder()
                                        .patientId(john)
                                        .contentTypeCode(SPECIAL)
                                        .build(),
                                manifest("b").toBuilder().patientId(john).build(),
                                member("t", "b"))
                        .errors())
                .isEmpty();

        assertThat(told("r"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("RegistryPackage")).containsExactly(id("t")));
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.53.4.1.2", value = "ihe:FolderMetadata sends the Folder alone")
    void aFolderIsSent() {
        subscribe(
                "r",
                "ihe:FolderMetadata",
                filter("urn:uuid:9376254e-da05-41f5-9af3-ac56d63d8ebd").withList("$XDSFolderPatientId", patient.cx()));

        register("s", manifest("a"), folder("f"));

        assertThat(told("r"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("RegistryPackage")).containsExactly(id("f")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.5.1",
            value = "A filter with reference ids matches as FindDocumentsByReferenceId does")
    void referenceIdsAreMatched() {
        var entry = manifest("a");
        subscribe(
                "r",
                MINIMAL,
                documents()
                        .withList(
                                "$XDSDocumentEntryReferenceIdList",
                                entry.referenceIdList().getFirst().cxi()));

        register("s", entry, manifest("b"));

        assertThat(told("r"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("ObjectRef")).containsExactly(id("a")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.5.2",
            value = "An object matches where the stored query with the filter's parameters would have returned it")
    void whatTheQueryWouldNotReturnIsNotSent() {
        subscribe("r", MINIMAL, documents().withList("$XDSDocumentEntryClassCode", SPECIAL.coded()));

        register(
                "s", manifest("a"), manifest("b").toBuilder().classCode(SPECIAL).build());
        register("t", manifest("c"));

        assertThat(told("r"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("ObjectRef")).containsExactly(id("b")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.5.1",
            value =
                    "A filter about a patient matches no other patient's objects; a patient-independent one matches all")
    void patientsAreToldApart() {
        subscribe("mary", MINIMAL, documents());
        Ask everybody = filter("urn:uuid:742790e0-aba6-43d6-9f1f-e43ed9790b79")
                .withList("$XDSDocumentEntryClassCode", SPECIAL.coded() + own("x").replaceAll("[^0-9]", ""));
        subscribe("all", MINIMAL, everybody);
        Code own = Code.of("SPECIAL", SPECIAL.codingScheme() + own("x").replaceAll("[^0-9]", ""), "Special");

        assertThat(submit(
                                submissionSet("s").toBuilder()
                                        .patientId(patient("john"))
                                        .build(),
                                manifest("a").toBuilder()
                                        .patientId(patient("john"))
                                        .classCode(own)
                                        .build(),
                                member("s", "a"))
                        .errors())
                .isEmpty();

        assertThat(told("mary")).isEmpty();
        assertThat(told("all"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("ObjectRef")).containsExactly(id("a")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.4.3.3",
            value = "After its end a subscription is notified no more, of what happened before neither")
    void anEndedSubscriptionIsSilent() {
        String address = subscribe("r", MINIMAL, documents());
        register("s", manifest("a"));

        registry.subscriber().unsubscribe(address);
        register("t", manifest("b"));

        assertThat(told("r")).isEmpty();
    }

    @Test
    @Expected(reference = "ITI TF-2: 3.52.4.1.3", value = "A subscription is over when its termination time has come")
    void anExpiredSubscriptionIsSilent() {
        Subscribe request = request("r", MINIMAL, documents());
        request.setInitialTerminationTime("PT1H");
        registry.subscriber().subscribe(request);

        registry.broker().wait(Duration.ofHours(1));
        register("s", manifest("a"));

        assertThat(told("r")).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.53.4.1.1",
            value = "Who subscribes is told of what happens from then on, and not of what was there before")
    void whatWasThereBeforeIsNotSent() {
        register("s", manifest("a"));
        registry.broker().wait(Duration.ofMinutes(2));
        subscribe("r", MINIMAL, documents());
        register("t", manifest("b"));

        assertThat(told("r"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("ObjectRef")).containsExactly(id("b")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.53.4.1.1",
            value = "What is no longer what the filter finds when it could be delivered is not sent")
    void whatWasReplacedMeanwhileIsNotSent() {
        subscribe("r", MINIMAL, documents());
        register("s", manifest("a"));
        register("t", manifest("b"), relation("b", AssociationType.RPLC, "a"));

        assertThat(told("r"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("ObjectRef")).containsExactly(id("b")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.5.2",
            value =
                    "A DocumentEntry that is Approved again is announced as one that is new, and one that is Deprecated is not")
    void whatIsApprovedAgainIsSent() {
        register("s", manifest("a"), manifest("b"));
        update("t", deprecating("t", "a"));
        assertThat(told("before")).isEmpty();
        subscribe("r", MINIMAL, documents());

        update("u", approving("u", "a"), deprecating("u", "b"));

        assertThat(told("r"))
                .singleElement()
                .satisfies(message -> assertThat(message.ids("ObjectRef")).containsExactly(id("a")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.53.4.1.1",
            value = "A recipient that fails is tried again, later and in order, and keeps nobody else waiting")
    void aFailingRecipientIsTriedAgain() {
        subscribe("bad", MINIMAL, documents());
        subscribe("good", MINIMAL, documents());
        registry.broker().recipient().answer(own("bad"), 503);

        register("s", manifest("a"));
        assertThat(told("good")).hasSize(1);
        register("t", manifest("b"));
        assertThat(told("good")).hasSize(2);
        assertThat(told("bad")).isEmpty();

        registry.broker().recipient().answer(own("bad"), 0);
        assertThat(told("bad")).as("not before its time").isEmpty();
        registry.broker().wait(Duration.ofMinutes(15));
        assertThat(told("bad"))
                .extracting(message -> message.ids("ObjectRef"))
                .containsExactly(List.of(id("a")), List.of(id("b")));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.53.4.1.1",
            value = "A recipient that sends the broker elsewhere is not followed; it counts as a failure")
    void redirectsAreNotFollowed() {
        int before = registry.broker().recipient().received("canary").size();
        for (int status : List.of(301, 302, 307, 308)) {
            String name = "r" + status;
            subscribe(name, MINIMAL, documents());
            registry.broker().recipient().answer(own(name), status);
        }
        long failures = registry.broker().broker().failures();

        register("s", manifest("a"));
        registry.broker().round();

        assertThat(registry.broker().recipient().received("canary")).hasSize(before);
        assertThat(registry.broker().broker().failures() - failures).isEqualTo(4);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.6",
            value = "A subscription and a notification are each recorded once, with query, patient and outcome")
    void bothAreRecorded() {
        subscribe("r", MINIMAL, documents());
        register("s", manifest("a"));
        told("r");

        List<String> records = registry.audit().read(0, 1_000_000).stream()
                .map(record -> new String(record.message(), UTF_8))
                .filter(record -> record.contains(patient.id()))
                .toList();
        assertThat(records).filteredOn(record -> record.contains("\"ITI-52\"")).hasSize(1);
        assertThat(records).filteredOn(record -> record.contains("\"ITI-53\"")).hasSize(1);
    }
}
