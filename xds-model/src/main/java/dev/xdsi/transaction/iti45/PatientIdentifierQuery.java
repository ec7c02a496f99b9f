package dev.xdsi.transaction.iti45;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;

/**
 * Which id a patient has under another authority (ITI TF-2: 3.45.4.1.2).
 *
 * @param queryId the question's own id
 * @param patient as who asks knows him
 * @param domain whose id of him is wanted
 */
public record PatientIdentifierQuery(Oid queryId, PatientId patient, Oid domain) {}
