package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.wsdl.hl7v3.AD;
import dev.xdsi.wsdl.hl7v3.CE;
import dev.xdsi.wsdl.hl7v3.EN;
import dev.xdsi.wsdl.hl7v3.ObjectFactory;
import dev.xdsi.wsdl.hl7v3.Part;
import dev.xdsi.wsdl.hl7v3.TEL;
import dev.xdsi.wsdl.hl7v3.TS;
import jakarta.xml.bind.JAXBElement;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What describes a person, in the data types of HL7 v3; what is not said in parts that can be understood is not said. */
final class Traits {
    private static final ObjectFactory PARTS = new ObjectFactory();
    private static final String GENDER = "2.16.840.1.113883.5.1";

    private Traits() {}

    static <T extends EN> T name(PersonName name, T written) {
        name.given().forEach(given -> written.getContent().add(PARTS.createENGiven(part(given))));
        if (!name.family().isEmpty()) {
            written.getContent().add(PARTS.createENFamily(part(name.family())));
        }
        return written;
    }

    static Optional<PersonName> name(EN written) {
        List<String> given = parts(written.getContent(), "given").toList();
        String family = joined(written.getContent(), "family");
        return given.isEmpty() && family.isEmpty() ? Optional.empty() : Optional.of(new PersonName(family, given));
    }

    static AD address(Address address) {
        AD written = new AD();
        add(written, address.street(), PARTS::createADStreetAddressLine);
        add(written, address.city(), PARTS::createADCity);
        add(written, address.state(), PARTS::createADState);
        add(written, address.postalCode(), PARTS::createADPostalCode);
        add(written, address.country(), PARTS::createADCountry);
        return written;
    }

    static Address address(AD written) {
        List<Serializable> content = written.getContent();
        String line = joined(content, "streetAddressLine");
        String street =
                line.isEmpty() ? (joined(content, "streetName") + " " + joined(content, "houseNumber")).strip() : line;
        return new Address(
                street,
                joined(content, "city"),
                joined(content, "state"),
                joined(content, "postalCode"),
                joined(content, "country"));
    }

    static TEL telecom(String url) {
        TEL written = new TEL();
        written.setValue(url);
        return written;
    }

    static CE gender(AdministrativeSex sex) {
        return DataTypes.ce(sex.v3(), GENDER);
    }

    static Optional<AdministrativeSex> gender(@Nullable CE written) {
        return AdministrativeSex.of(DataTypes.code(written));
    }

    static <T extends TS> T birthTime(BirthTime time, T written) {
        written.setValue(time.value());
        return written;
    }

    static Optional<BirthTime> birthTime(@Nullable TS written) {
        if (written == null || written.getValue() == null) {
            return Optional.empty();
        }
        return Optional.of(BirthTime.parse(written.getValue())
                .orElseThrow(
                        () -> new UnreadableMessageException("birthTime is not a date or time as YYYY[MM[DD...]]")));
    }

    private static void add(AD written, @Nullable String text, Function<Part, JAXBElement<Part>> element) {
        if (text != null) {
            written.getContent().add(element.apply(part(text)));
        }
    }

    private static Part part(String text) {
        Part part = new Part();
        part.setValue(text);
        return part;
    }

    private static String joined(List<Serializable> content, String name) {
        return String.join(" ", parts(content, name).toList());
    }

    private static Stream<String> parts(List<Serializable> content, String name) {
        return content.stream()
                .filter(item -> item instanceof JAXBElement<?> element
                        && element.getName().getLocalPart().equals(name))
                .map(item -> ((JAXBElement<?>) item).getValue())
                .filter(Part.class::isInstance)
                .map(part -> ((Part) part).getValue())
                .filter(text -> text != null && !text.isBlank())
                .map(String::strip);
    }
}
