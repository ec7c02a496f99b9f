/** Documents as files, found through an index in PostgreSQL. */
@NullMarked
package dev.xdsi.repository.store.file;

import org.jspecify.annotations.NullMarked;
