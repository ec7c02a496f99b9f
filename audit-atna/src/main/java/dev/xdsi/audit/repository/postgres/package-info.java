/** Audit records in PostgreSQL. */
@NullMarked
package dev.xdsi.audit.repository.postgres;

import org.jspecify.annotations.NullMarked;
