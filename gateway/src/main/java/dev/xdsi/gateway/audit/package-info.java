/** The audit trail for the command line and for operators. */
@NullMarked
package dev.xdsi.gateway.audit;

import org.jspecify.annotations.NullMarked;
