/** Record Audit Event [ITI-20] as syslog: the message, its transports, and the sender that empties the spool. */
@NullMarked
package dev.xdsi.audit.syslog;

import org.jspecify.annotations.NullMarked;
