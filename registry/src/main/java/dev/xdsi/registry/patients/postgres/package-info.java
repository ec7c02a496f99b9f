/** Patients in PostgreSQL. */
@NullMarked
package dev.xdsi.registry.patients.postgres;

import org.jspecify.annotations.NullMarked;
