/** The registry's storage in PostgreSQL, through Hibernate; its rows stay in here. */
@NullMarked
package dev.xdsi.registry.store.hibernate;

import org.jspecify.annotations.NullMarked;
