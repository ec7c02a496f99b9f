/** The database of the gateway: a PostgreSQL that the operator runs, or one of our own in the data folder. */
@NullMarked
package dev.xdsi.gateway.database;

import org.jspecify.annotations.NullMarked;
