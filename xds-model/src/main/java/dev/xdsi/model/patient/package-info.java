/** Who a patient is: identifiers and demographics, as Patient Identity Feed and patient discovery carry them. */
@NullMarked
package dev.xdsi.model.patient;

import org.jspecify.annotations.NullMarked;
