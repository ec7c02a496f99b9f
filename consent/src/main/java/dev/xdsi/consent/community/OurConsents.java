package dev.xdsi.consent.community;

import dev.xdsi.disclosure.ConsentDecisionPoint;
import java.util.function.Predicate;

/**
 * What the answers of other communities are judged by.
 *
 * @param patients whom of ours they mean by their ids
 * @param studies what their manifests said of their studies
 * @param isOurs tells the homeCommunityId of our own community, whose actors decide for themselves
 */
public record OurConsents(
        ConsentDecisionPoint consent, OurPatients patients, ForeignStudies studies, Predicate<String> isOurs) {}
