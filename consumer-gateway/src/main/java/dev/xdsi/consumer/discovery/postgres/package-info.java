/** Correlations in PostgreSQL. */
@NullMarked
package dev.xdsi.consumer.discovery.postgres;

import org.jspecify.annotations.NullMarked;
