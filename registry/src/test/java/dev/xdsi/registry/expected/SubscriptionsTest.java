package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.registry.expected.Subscriber.FaultException;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.wsdl.wsn.Subscribe;
import dev.xdsi.wsdl.wsn.SubscribeResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker grants and refuses. */
class SubscriptionsTest extends ExpectedActions {
    private static final String FULL = "ihe:FullDocumentEntry";
    private static final String DOCUMENT_ENTRY = "urn:uuid:aa2332d0-f8fe-11e0-be50-0800200c9a66";
    private static final String PATIENT_INDEPENDENT = "urn:uuid:742790e0-aba6-43d6-9f1f-e43ed9790b79";
    private static final String SUBMISSION_SET = "urn:uuid:fbede94e-dbdc-4f6b-bc1f-d730e677cece";

    private Ask filter(String id) {
        return new Ask(id, ReturnType.LeafClass, null, List.of());
    }

    private Ask ofPatient() {
        return filter(DOCUMENT_ENTRY).withList("$XDSDocumentEntryPatientId", patient.cx());
    }

    private String consumer() {
        return registry.broker().recipient().base() + "/" + patient.id();
    }

    private Subscribe valid() {
        return Subscriber.request(consumer(), FULL, ofPatient());
    }

    private String fault(Subscribe request) {
        try {
            registry.subscriber().subscribe(request);
            return "";
        } catch (FaultException fault) {
            assertThat(fault.getMessage()).startsWith(fault.name() + ": ");
            return fault.name();
        }
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.4.2",
            value = "A subscription is answered with its own address, the current time, and the time of its end")
    void aSubscriptionIsCreated() {
        Subscribe request = valid();
        request.setInitialTerminationTime("P1D");

        SubscribeResponse response = registry.subscriber().subscribe(request);

        Instant now = response.getCurrentTime().toGregorianCalendar().toInstant();
        assertThat(response.getTerminationTime().toGregorianCalendar().toInstant())
                .isEqualTo(now.plus(Duration.ofDays(1)));
        assertThat(Subscriber.address(response)).matches("http://localhost/notification-broker/[0-9a-f-]{36}");
        assertThat(registry.broker().broker().subscriptions().newest(1))
                .singleElement()
                .satisfies(it -> assertThat(Subscriber.address(response))
                        .endsWith(it.id().toString()));
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.4.1.3",
            value = "A subscriber who does not say how long is granted what the broker grants")
    void withoutATimeTheBrokerChooses() {
        SubscribeResponse response = registry.subscriber().subscribe(valid());

        assertThat(response.getTerminationTime().toGregorianCalendar().toInstant())
                .isEqualTo(response.getCurrentTime()
                        .toGregorianCalendar()
                        .toInstant()
                        .plus(Duration.ofDays(30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001-01-01T00:00:00Z",
                "-P1D",
                "PT0S",
                "P2Y",
                "P999999999Y",
                "2999-01-01T00:00:00Z",
                "tomorrow",
                "2030-01-01T00:00:00",
                "P",
                "2030-01-01"
            })
    @Expected(
            reference = "ITI TF-2: 3.52.4.1.3",
            value =
                    "An end that is past, too far, or no time at all: UnacceptableInitialTerminationTimeFault with the times that are")
    void anUnacceptableEndIsRefused(String end) {
        Subscribe request = valid();
        request.setInitialTerminationTime(end);

        assertThat(fault(request)).isEqualTo("UnacceptableInitialTerminationTimeFault");
    }

    @ParameterizedTest
    @CsvSource({"ihe:Everything", "FullDocumentEntry", "//ihe:FullDocumentEntry"})
    @Expected(
            reference = "ITI TF-2: 3.52.4.1.3",
            value = "A topic that the broker does not have: TopicNotSupportedFault")
    void anUnknownTopicIsRefused(String topic) {
        assertThat(fault(Subscriber.request(consumer(), topic, ofPatient()))).isEqualTo("TopicNotSupportedFault");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.4.1.3",
            value = "No topic: InvalidTopicExpressionFault; no filter, or none of the five: InvalidFilterFault")
    void aTopicAndAFilterAreNeeded() {
        assertThat(fault(Subscriber.request(consumer(), null, ofPatient()))).isEqualTo("InvalidTopicExpressionFault");
        assertThat(fault(Subscriber.request(consumer(), FULL, null))).isEqualTo("InvalidFilterFault");
        assertThat(fault(Subscriber.request(consumer(), FULL, findDocuments()))).isEqualTo("InvalidFilterFault");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.4.1.3",
            value = "A filter that finds other objects than the topic is about: InvalidFilterFault")
    void aFilterThatDoesNotFitTheTopicIsRefused() {
        Ask sets = filter(SUBMISSION_SET).withList("$XDSSubmissionSetPatientId", patient.cx());

        assertThat(fault(Subscriber.request(consumer(), FULL, sets))).isEqualTo("InvalidFilterFault");
        assertThat(fault(Subscriber.request(consumer(), "ihe:SubmissionSetMetadata", ofPatient())))
                .isEqualTo("InvalidFilterFault");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.5.1",
            value =
                    "The parameters of a filter keep to the rules of the stored query, and a filter about one patient names one: else InvalidFilterFault")
    void theParametersOfAFilterAreJudged() {
        for (Ask wrong : List.of(
                filter(DOCUMENT_ENTRY),
                filter(DOCUMENT_ENTRY).withList("$XDSDocumentEntryPatientId", "not a patient"),
                ofPatient().withList("$XDSDocumentEntryPatientId", "other^^^&1.2.3&ISO"),
                ofPatient().withList("$XDSDocumentEntryClassCode", "no scheme"),
                ofPatient().with("$XDSDocumentEntryClassCode", "('unbalanced^^1"),
                ofPatient().withList("$XDSDocumentEntryUniqueId", "1.2.3"),
                ofPatient().withList("$XDSDocumentEntryComments", "x"),
                filter(PATIENT_INDEPENDENT).withList("$XDSDocumentEntryPatientId", patient.cx()))) {
            assertThat(fault(Subscriber.request(consumer(), FULL, wrong)))
                    .as(wrong.slots().toString())
                    .isEqualTo("InvalidFilterFault");
        }
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.4.1.3",
            value =
                    "What WS-BaseNotification offers beside topic and query is refused by its own fault, and not passed over")
    void whatIsBeyondIsRefused() {
        Subscribe producer = valid();
        producer.getFilter().getAny().add(Subscriber.producerProperties());
        Subscribe content = valid();
        content.getFilter().getAny().add(Subscriber.messageContent());

        assertThat(fault(producer)).isEqualTo("InvalidProducerPropertiesExpressionFault");
        assertThat(fault(content)).isEqualTo("InvalidMessageContentExpressionFault");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/a",
                "https://HOST/a",
                "http://user@HOST/a",
                "http://HOST/a?x=1",
                "http://HOST/a#x",
                "http://HOST/../a",
                "http://HOST/%2e%2e/a",
                "http://HOST/a/..",
                "http://HOST\\@evil.example/",
                "http://HOST.evil.example/a",
                "http://localhost:PORT/a",
                "http://2130706433:PORT/a",
                "http://0x7f.1:PORT/a",
                "http://[::ffff:127.0.0.1]:PORT/a",
                "file:///etc/passwd",
                "ftp://HOST/a",
                "jms:queue:a",
                "gopher://HOST/a",
                "//HOST/a",
                "a",
                ""
            })
    @Expected(
            reference = "ITI TF-2: 3.52.4.1.3",
            value = "A recipient that the broker's operator did not allow is refused, and never called")
    void onlyAllowedRecipientsAreTaken(String address) {
        String host = registry.broker().recipient().base().getAuthority();
        String consumer = address.replace("HOST", host).replace("PORT", host.replaceAll(".*:", ""));

        assertThat(fault(Subscriber.request(consumer, FULL, ofPatient()))).isEqualTo("SubscribeCreationFailedFault");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.52.4.3.3",
            value = "A subscription that is not there, or no longer, cannot be ended: ResourceUnknownFault")
    void anUnknownSubscriptionCannotBeEnded() {
        String address = Subscriber.address(registry.subscriber().subscribe(valid()));
        registry.subscriber().unsubscribe(address);

        for (String unknown : List.of(address, "/00000000-0000-0000-0000-000000000000", "/", "/nonsense")) {
            assertThatThrownBy(() -> registry.subscriber().unsubscribe(unknown))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            fault -> assertThat(fault.name()).isEqualTo("ResourceUnknownFault"));
        }
    }
}
