/** The port to the consent decision point: what an actor asks before it discloses anything about a patient. */
@NullMarked
package dev.xdsi.disclosure;

import org.jspecify.annotations.NullMarked;
