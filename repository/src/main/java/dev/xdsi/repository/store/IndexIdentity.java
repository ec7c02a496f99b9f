package dev.xdsi.repository.store;

import java.time.Instant;
import java.util.UUID;

/**
 * Who a {@link DocumentIndex} is; a backup of it keeps that.
 *
 * @param since what came before is nothing of which it could know
 */
record IndexIdentity(UUID id, Instant since) {}
