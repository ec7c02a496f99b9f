/** Consent documents of Basic Patient Privacy Consents (BPPC, ITI TF-3: 5.1): the CDA, its metadata, and whether both agree. */
@NullMarked
package dev.xdsi.consent.bppc;

import org.jspecify.annotations.NullMarked;
