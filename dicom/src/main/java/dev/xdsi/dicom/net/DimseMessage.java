package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandSet;

/** A message as it comes from the peer, PS3.7 6.3: its command set is complete, its data set still streams. */
record DimseMessage(PresentationContext context, CommandSet command, DataSetInput dataSet) {}
