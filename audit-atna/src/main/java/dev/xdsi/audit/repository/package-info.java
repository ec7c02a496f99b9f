/** The Audit Record Repository: receives audit messages by syslog and keeps them (ITI TF-2: 3.20, ITI TF-1: 9). */
@NullMarked
package dev.xdsi.audit.repository;

import org.jspecify.annotations.NullMarked;
