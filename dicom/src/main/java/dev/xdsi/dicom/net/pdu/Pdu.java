package dev.xdsi.dicom.net.pdu;

/** What travels between two upper layers, PS3.8 9.3. A P-DATA-TF appears as the {@link DataFragment}s in it. */
public sealed interface Pdu
        permits AssociateRequest,
                AssociateAccept,
                AssociateReject,
                DataFragment,
                ReleaseRequest,
                ReleaseResponse,
                Abort {}
