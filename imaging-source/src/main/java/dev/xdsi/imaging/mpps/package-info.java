/** Modality Performed Procedure Steps as SCP (PS3.4 F.7): when a study is complete, and what of it was a mistake, by who made it. */
@NullMarked
package dev.xdsi.imaging.mpps;

import org.jspecify.annotations.NullMarked;
