/** Subscriptions and notifications in the schema {@code dsub} of a PostgreSQL database. */
@NullMarked
package dev.xdsi.registry.dsub.postgres;

import org.jspecify.annotations.NullMarked;
