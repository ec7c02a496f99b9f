package dev.xdsi.repository.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What the {@link DocumentIndex} knows of documents and contents that perhaps nobody needs. */
record OrphanIndex(DocumentIndex index) {
    private static final String TURN = "update repository.collection set collected_at = ? where collected_at <= ?";
    private static final String DOUBTFUL =
            "select distinct deposit::text from repository.claim where claimed_at < ?" + " limit 1000";
    private static final String CLAIMED = "select document_unique_id from repository.claim where deposit = ?";
    private static final String KNOWN = "select distinct hash from repository.content where hash = any(?)";
    private static final String LOCK_UNKNOWN = "insert into repository.content (hash, size, checksums) select ?, ?, ''"
            + " where not exists (select 1 from repository.content where hash = ?) on conflict do nothing";
    private static final String FORGET = "delete from repository.content where hash = ? and size = ?";

    /** Whether it is this process that has to look, because none has for so long. */
    boolean takeTurn(Instant now, Duration every) throws IOException {
        return index.inTransaction(connection -> IndexRows.update(
                        connection,
                        TURN,
                        now.atOffset(ZoneOffset.UTC),
                        now.minus(every).atOffset(ZoneOffset.UTC))
                == 1);
    }

    /** Deposits that had no answer from the registry before that time, with their documents. */
    Map<UUID, Set<String>> doubtful(Instant before) throws IOException {
        return index.inTransaction(connection -> {
            Map<UUID, Set<String>> deposits = new TreeMap<>();
            for (String deposit : IndexRows.texts(connection, DOUBTFUL, before.atOffset(ZoneOffset.UTC))) {
                UUID id = UUID.fromString(deposit);
                deposits.put(id, Set.copyOf(IndexRows.texts(connection, CLAIMED, id)));
            }
            return deposits;
        });
    }

    /** Those of which the index knows nothing, not even of a forged other of the same hash. */
    Collection<ContentName> unknown(Collection<ContentName> names) throws IOException {
        Object hashes = names.stream().map(name -> name.hash().hex()).toArray(String[]::new);
        Set<String> known =
                new HashSet<>(index.inTransaction(connection -> IndexRows.texts(connection, KNOWN, hashes)));
        return names.stream().filter(name -> !known.contains(name.hash().hex())).toList();
    }

    /** Deletes the bytes of a content of which the index knows nothing; who claims it meanwhile waits until they are gone. */
    boolean collectUnknown(ContentName name, ContentStore contents) throws IOException {
        String hash = name.hash().hex();
        return index.inTransaction(connection -> {
            if (IndexRows.update(connection, LOCK_UNKNOWN, hash, name.size(), hash) == 0) {
                return false;
            }
            contents.delete(name);
            return IndexRows.update(connection, FORGET, hash, name.size()) == 1;
        });
    }

    List<ContentName> unused() throws IOException {
        return List.copyOf(index.unused());
    }
}
