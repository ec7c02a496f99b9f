package dev.xdsi.gateway.patient;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.mllp.Frames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Patient Identity Source: registers, updates and merges patients by ADT messages over MLLP (ITI-8, ITI TF-2: 3.8.4). */
public record PatientIdentitySource(InetSocketAddress registry, InstantSource clock, Supplier<UUID> ids) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int CONTROL_ID = 20;

    /**
     * What came back.
     *
     * @param message the ACK as it was received
     */
    public record Answer(String message) {
        /** MSA-1 of the answer is AA. */
        public boolean isAccepted() {
            return segments().contains("\rMSA|AA|");
        }

        /** One line a segment, for people. */
        public String readable() {
            return message.replace("\r", System.lineSeparator()).strip();
        }

        private String segments() {
            return "\r" + message;
        }
    }

    /** Sends a registration (ADT^A04) and waits for its acknowledgement. */
    public Answer register(Patient patient) throws IOException {
        return send(message("ADT^A04^ADT_A01", pid(patient), "PV1||O"));
    }

    /** Sends what has changed (ADT^A08); what {@code patient} does not say stays as it was. */
    public Answer update(Patient patient) throws IOException {
        return send(message("ADT^A08^ADT_A01", pid(patient), "PV1||O"));
    }

    /** Sends that two are one (ADT^A40): from now on {@code subsumed} is found as {@code survivor}. */
    public Answer merge(PatientId survivor, PatientId subsumed) throws IOException {
        Patient surviving = new Patient(survivor, List.of(), Demographics.UNKNOWN);
        return send(message("ADT^A40^ADT_A39", pid(surviving), "MRG|" + subsumed.cx()));
    }

    private Answer send(String message) throws IOException {
        try (Socket socket = new Socket()) {
            int millis = Math.toIntExact(PATIENCE.toMillis());
            socket.connect(registry, millis);
            socket.setSoTimeout(millis);
            Frames.write(socket.getOutputStream(), message.getBytes(StandardCharsets.UTF_8));
            if (!Frames.begins(socket.getInputStream())) {
                throw new IOException("the connection was closed without an answer");
            }
            byte[] answer = Frames.read(socket.getInputStream(), LONGEST_ANSWER).content();
            return new Answer(new String(answer, StandardCharsets.UTF_8));
        }
    }

    private String message(String type, String pid, String last) {
        String now = TIME.format(clock.instant().atOffset(ZoneOffset.UTC)) + "+0000";
        String controlId = ids.get().toString().replace("-", "").substring(0, CONTROL_ID);
        return String.join(
                "\r",
                "MSH|^~\\&|XDSI|COMMAND-LINE|REGISTRY|XDSI|" + now + "||" + type + "|" + controlId
                        + "|P|2.5||||||UNICODE UTF-8",
                "EVN||" + now,
                pid,
                last,
                "");
    }

    private static String pid(Patient patient) {
        Demographics demographics = patient.demographics();
        BirthTime birth = demographics.birthTime();
        AdministrativeSex sex = demographics.sex();
        return String.join(
                "|",
                List.of(
                        "PID",
                        "1",
                        "",
                        patient.ids().map(PatientId::cx).collect(Collectors.joining("~")),
                        "",
                        demographics.names().stream()
                                .map(PatientIdentitySource::xpn)
                                .collect(Collectors.joining("~")),
                        "",
                        birth == null ? "" : birth.value(),
                        sex == null ? "" : sex.v2(),
                        "",
                        "",
                        demographics.addresses().stream()
                                .map(PatientIdentitySource::xad)
                                .collect(Collectors.joining("~")),
                        "",
                        demographics.telecoms().stream()
                                .map(url -> escaped(url.replaceFirst("^tel:", "")))
                                .collect(Collectors.joining("~"))));
    }

    private static String xpn(PersonName name) {
        String first = name.given().stream().findFirst().orElse("");
        String further = name.given().stream().skip(1).collect(Collectors.joining(" "));
        return escaped(name.family()) + "^" + escaped(first) + "^" + escaped(further);
    }

    private static String xad(Address address) {
        return String.join(
                "^",
                escaped(address.street()),
                "",
                escaped(address.city()),
                escaped(address.state()),
                escaped(address.postalCode()),
                escaped(address.country()));
    }

    /** What would end a field, component or repetition, taken out of its meaning (HL7 v2.5 2.7.1). */
    private static String escaped(@Nullable String text) {
        return Objects.requireNonNullElse(text, "")
                .replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("&", "\\T\\")
                .replace("~", "\\R\\");
    }
}
