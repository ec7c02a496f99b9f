package dev.xdsi.dicom.net.pdu;

/** The PDU types, PS3.8 9.3. */
final class PduType {
    static final int ASSOCIATE_REQUEST = 0x01;
    static final int ASSOCIATE_ACCEPT = 0x02;
    static final int ASSOCIATE_REJECT = 0x03;
    static final int DATA_TRANSFER = 0x04;
    static final int RELEASE_REQUEST = 0x05;
    static final int RELEASE_RESPONSE = 0x06;
    static final int ABORT = 0x07;

    private PduType() {}
}
