package dev.xdsi.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who, or which machine, wrote a document or a submission (ITI TF-3: 4.2.3.2.1), every part as written.
 *
 * @param authorPerson XCN
 * @param authorInstitution XON each
 * @param authorTelecommunication XTN each
 */
public record Author(
        @Nullable String authorPerson,
        List<String> authorInstitution,
        List<String> authorRole,
        List<String> authorSpecialty,
        List<String> authorTelecommunication) {
    public Author {
        authorInstitution = List.copyOf(authorInstitution);
        authorRole = List.copyOf(authorRole);
        authorSpecialty = List.copyOf(authorSpecialty);
        authorTelecommunication = List.copyOf(authorTelecommunication);
    }

    public static Author ofInstitution(@Nullable String authorPerson, String authorInstitution) {
        return new Author(authorPerson, List.of(authorInstitution), List.of(), List.of(), List.of());
    }
}
