package dev.xdsi.dicom.net.pdu;

/**
 * The header of one presentation data value in a P-DATA-TF, PS3.8 9.3.5.1 and annex E.2. Its bytes follow and are read
 * from the {@link PduReader}.
 */
public record DataFragment(int contextId, boolean command, boolean last, int length) implements Pdu {}
