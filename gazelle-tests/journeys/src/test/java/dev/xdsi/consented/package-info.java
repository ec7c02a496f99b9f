/** Patients' consents on every path on which something is read, judged by a second, independent implementation. */
@NullMarked
package dev.xdsi.consented;

import org.jspecify.annotations.NullMarked;
