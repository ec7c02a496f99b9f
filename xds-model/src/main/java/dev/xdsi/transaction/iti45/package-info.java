/** PIXV3 Query [ITI-45]: which ids a patient has, and what a Patient Identifier Cross-reference Manager answers. */
@NullMarked
package dev.xdsi.transaction.iti45;

import org.jspecify.annotations.NullMarked;
