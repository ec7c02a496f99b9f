package dev.xdsi.registry.store.hibernate;

import dev.xdsi.registry.store.Criterion.CodeAttribute;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** One of several codes of a DocumentEntry, as {@code code^^codingScheme}. */
@Embeddable
record CodeValue(@Enumerated(EnumType.STRING) CodeAttribute attribute, String coded) {}
