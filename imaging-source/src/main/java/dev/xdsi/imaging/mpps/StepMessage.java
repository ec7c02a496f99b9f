package dev.xdsi.imaging.mpps;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.net.AssociationPeer;
import dev.xdsi.dicom.net.dimse.CommandField;
import dev.xdsi.model.Oid;

/**
 * What somebody told of a step, word for word.
 *
 * @param command N-CREATE or N-SET
 */
public record StepMessage(CommandField command, Oid sopInstanceUID, Attributes dataSet, AssociationPeer from) {}
