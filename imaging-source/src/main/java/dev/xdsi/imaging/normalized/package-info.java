/** The services of DIMSE-N as this source performs them (PS3.7 10): one transaction a request, one audit record. */
@NullMarked
package dev.xdsi.imaging.normalized;

import org.jspecify.annotations.NullMarked;
