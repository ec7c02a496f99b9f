/** The messages of WS-Trust 1.3 for an assertion: what is asked for, what comes back, and why nothing does. */
@NullMarked
package dev.xdsi.assertion.wstrust;

import org.jspecify.annotations.NullMarked;
