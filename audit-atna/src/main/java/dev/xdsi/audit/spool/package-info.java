/** Where audit messages wait, durable, until an Audit Record Repository has them. */
@NullMarked
package dev.xdsi.audit.spool;

import org.jspecify.annotations.NullMarked;
