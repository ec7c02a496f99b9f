/** The audit trail of an actor: what it says happened (DICOM PS3.15 A.5, ITI TF-2: 3.20), and that it is always said. */
@NullMarked
package dev.xdsi.audit;

import org.jspecify.annotations.NullMarked;
