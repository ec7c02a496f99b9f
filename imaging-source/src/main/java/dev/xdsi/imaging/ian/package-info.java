/** Instance Availability Notification as SCP (PS3.4 Annex R): another archive says what it has of a study. */
@NullMarked
package dev.xdsi.imaging.ian;

import org.jspecify.annotations.NullMarked;
