/** The catalogue in PostgreSQL: entered when instances come, read when somebody asks. */
@NullMarked
package dev.xdsi.imaging.query.postgres;

import org.jspecify.annotations.NullMarked;
