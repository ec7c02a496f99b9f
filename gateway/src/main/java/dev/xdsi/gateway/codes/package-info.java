/** The codes of the affinity domain, as an operator writes them. */
@NullMarked
package dev.xdsi.gateway.codes;

import org.jspecify.annotations.NullMarked;
