/** What a SOAP service is and what it may take in, the same for the side that serves and the side that calls. */
@NullMarked
package dev.xdsi.soap;

import org.jspecify.annotations.NullMarked;
