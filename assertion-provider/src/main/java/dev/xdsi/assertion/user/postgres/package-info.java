/** Local users in a PostgreSQL schema of their own. */
@NullMarked
package dev.xdsi.assertion.user.postgres;

import org.jspecify.annotations.NullMarked;
