package dev.xdsi.model;

/** Whether a SubmissionSet brought its member, or refers to one that was there before (ITI TF-3: 4.2.2.2.1). */
public enum SubmissionSetStatus {
    Original,
    Reference
}
