/** The PACS behind this archive: asked by C-FIND (PS3.4 C.4.1), its instances fetched by C-GET, C-MOVE or WADO-RS. */
@NullMarked
package dev.xdsi.imaging.pacs;

import org.jspecify.annotations.NullMarked;
