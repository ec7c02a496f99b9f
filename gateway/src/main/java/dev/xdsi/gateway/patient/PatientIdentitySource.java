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

/** A Patient Identity Source: registers patients by ADT^A04 over MLLP (ITI-8, ITI TF-2: 3.8.4.1). */
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

    /** Sends a registration and waits for its acknowledgement. */
    public Answer register(Patient patient) throws IOException {
        try (Socket socket = new Socket()) {
            int millis = Math.toIntExact(PATIENCE.toMillis());
            socket.connect(registry, millis);
            socket.setSoTimeout(millis);
            Frames.write(socket.getOutputStream(), message(patient).getBytes(StandardCharsets.UTF_8));
            if (!Frames.begins(socket.getInputStream())) {
                throw new IOException("the connection was closed without an answer");
            }
            byte[] answer = Frames.read(socket.getInputStream(), LONGEST_ANSWER).content();
            return new Answer(new String(answer, StandardCharsets.UTF_8));
        }
    }

    String message(Patient patient) {
        String now = TIME.format(clock.instant().atOffset(ZoneOffset.UTC)) + "+0000";
        String controlId = ids.get().toString().replace("-", "").substring(0, CONTROL_ID);
        return String.join(
                "\r",
                "MSH|^~\\&|XDSI|COMMAND-LINE|REGISTRY|XDSI|" + now + "||ADT^A04^ADT_A01|" + controlId
                        + "|P|2.5||||||UNICODE UTF-8",
                "EVN||" + now,
                pid(patient),
                "PV1||O",
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
