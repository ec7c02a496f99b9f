/** Patients' consents for operators: the policies of the domain, what consents there are, and why something is shared or not. */
@NullMarked
package dev.xdsi.gateway.consent;

import org.jspecify.annotations.NullMarked;
