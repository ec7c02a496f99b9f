/** The Document Repository: keeps documents and registers them (ITI TF-1: 10.1.1.3). */
@NullMarked
package dev.xdsi.repository;

import org.jspecify.annotations.NullMarked;
