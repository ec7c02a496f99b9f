/** Key Object Selection Documents that list the instances of a study and say where they are (RAD TF-3: 4.68.4.1.2.1). */
@NullMarked
package dev.xdsi.imaging.manifest;

import org.jspecify.annotations.NullMarked;
