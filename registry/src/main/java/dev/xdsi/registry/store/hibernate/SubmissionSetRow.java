package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.SubmissionSet;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
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

    String[] authorPerson = {};

    /** For Hibernate. */
    SubmissionSetRow() {}

    SubmissionSetRow(SubmissionSet set, NewObject as) {
        super(as);
        uniqueId = set.uniqueId().value();
        sourceId = set.sourceId().value();
        submissionTime = set.submissionTime().start();
        contentTypeCode = set.contentTypeCode().coded();
        authorPerson = persons(set.author());
    }

    @Override
    ObjectKind kind() {
        return ObjectKind.SUBMISSION_SET;
    }

    @Override
    void write(NewRow row) {
        row.set("unique_id", uniqueId)
                .set("source_id", sourceId)
                .set("submission_time", submissionTime)
                .set("content_type_code", contentTypeCode)
                .set("author_person", authorPerson);
    }
}
