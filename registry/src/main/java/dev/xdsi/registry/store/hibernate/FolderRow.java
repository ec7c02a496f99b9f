package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Folder;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A Folder by what stored queries ask of it. */
@Entity
@Table(name = "folder")
class FolderRow extends ObjectRow {
    @Nullable
    String uniqueId;

    @Nullable
    Instant lastUpdateTime;

    String[] codeList = {};

    /** For Hibernate. */
    FolderRow() {}

    FolderRow(Folder folder, NewObject as) {
        super(as);
        uniqueId = folder.uniqueId().value();
        lastUpdateTime = start(folder.lastUpdateTime());
        codeList = coded(folder.codeList());
    }

    @Override
    ObjectKind kind() {
        return ObjectKind.FOLDER;
    }

    @Override
    void write(NewRow row) {
        row.set("unique_id", uniqueId).set("last_update_time", lastUpdateTime).set("code_list", codeList);
    }
}
