package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An Association by what stored queries ask of it. */
@Entity
@Table(name = "association")
class AssociationRow extends ObjectRow {
    @Enumerated(EnumType.STRING)
    @Nullable
    AssociationType associationType;

    @Nullable
    UUID sourceObject;

    @Nullable
    UUID targetObject;

    /** For Hibernate. */
    AssociationRow() {}

    AssociationRow(Association association, NewObject as) {
        super(as);
        associationType = association.associationType();
        sourceObject = association.sourceObject().uuid();
        targetObject = association.targetObject().uuid();
    }

    @Override
    ObjectKind kind() {
        return ObjectKind.ASSOCIATION;
    }

    @Override
    void write(NewRow row) {
        row.set("association_type", associationType)
                .set("source_object", sourceObject)
                .set("target_object", targetObject);
    }
}
