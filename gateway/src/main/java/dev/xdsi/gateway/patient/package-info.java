/** Patients for the command line and for administrators: sending them to a registry, and looking them up. */
@NullMarked
package dev.xdsi.gateway.patient;

import org.jspecify.annotations.NullMarked;
