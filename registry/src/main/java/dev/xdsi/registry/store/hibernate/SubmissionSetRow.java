package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Author;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.registry.store.NewObject;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A SubmissionSet by what stored queries ask of it. */
@Entity
@Table(name = "submission_set")
class SubmissionSetRow extends ObjectRow {
    @Nullable
    String uniqueId;

    @Nullable
    String sourceId;

    @Nullable
    Instant submissionTime;

    @Nullable
    String contentTypeCode;

    @ElementCollection
    @CollectionTable(
            name = "submission_set_author",
            joinColumns = {@JoinColumn(name = "entry_uuid"), @JoinColumn(name = "patient_id")})
    @Column(name = "author_person")
    Set<String> authorPersons = new HashSet<>();

    /** For Hibernate. */
    SubmissionSetRow() {}

    SubmissionSetRow(SubmissionSet set, NewObject as) {
        super(as);
        uniqueId = set.uniqueId().value();
        sourceId = set.sourceId().value();
        submissionTime = set.submissionTime().start();
        contentTypeCode = set.contentTypeCode().coded();
        authorPersons = set.author().stream()
                .map(Author::authorPerson)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
