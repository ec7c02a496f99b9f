/** The command line. All but {@code up} and {@code demo} talk to a running gateway over its real interfaces. */
@NullMarked
package dev.xdsi.gateway.cli;

import org.jspecify.annotations.NullMarked;
