/** What modalities send goes on to the PACS behind (docs/adr/0029): from tables, so that nothing of it is lost on the way. */
@NullMarked
package dev.xdsi.imaging.forward;

import org.jspecify.annotations.NullMarked;
