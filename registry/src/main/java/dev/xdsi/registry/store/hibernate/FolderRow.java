package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Code;
import dev.xdsi.model.Folder;
import dev.xdsi.registry.store.NewObject;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Folder by what stored queries ask of it. */
@Entity
@Table(name = "folder")
class FolderRow extends ObjectRow {
    @Nullable
    String uniqueId;

    @Nullable
    Instant lastUpdateTime;

    @ElementCollection
    @CollectionTable(
            name = "folder_code",
            joinColumns = {@JoinColumn(name = "entry_uuid"), @JoinColumn(name = "patient_id")})
    @Column(name = "coded")
    Set<String> codes = new HashSet<>();

    /** For Hibernate. */
    FolderRow() {}

    FolderRow(Folder folder, NewObject as) {
        super(as);
        uniqueId = folder.uniqueId().value();
        lastUpdateTime = DocumentEntryRow.start(folder.lastUpdateTime());
        codes = folder.codeList().stream().map(Code::coded).collect(Collectors.toSet());
    }
}
