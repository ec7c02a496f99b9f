/** Plain JDBC: transactions that end one way or the other, and the schema. */
@NullMarked
package dev.xdsi.imaging.database;

import org.jspecify.annotations.NullMarked;
