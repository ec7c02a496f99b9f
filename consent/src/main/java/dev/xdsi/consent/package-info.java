/** Decides by the consents of patients and the policies of the affinity domain; {@code docs/adr/0006} says how they combine. */
@NullMarked
package dev.xdsi.consent;

import org.jspecify.annotations.NullMarked;
