package dev.xdsi.imaging.search;

import dev.xdsi.imaging.query.InstanceQuery;
import dev.xdsi.imaging.query.Written;

/**
 * What is looked for, and how it was asked.
 *
 * @param form the SOP class, or the path, by which it was asked
 * @param transferSyntaxUID in which it is written; empty for a URL
 * @param written the identifier, or the query of the URL in UTF-8
 */
public record Question(InstanceQuery query, String form, String transferSyntaxUID, Written written) {}
