package dev.xdsi.soap.hl7v3;

import dev.xdsi.wsdl.hl7v3.AcknowledgementDetail;
import dev.xdsi.wsdl.hl7v3.Communication;
import dev.xdsi.wsdl.hl7v3.Device;
import dev.xdsi.wsdl.hl7v3.MCCIIN000002UV01;
import dev.xdsi.wsdl.hl7v3.Message;
import dev.xdsi.wsdl.hl7v3.TargetMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MCCI_IN000002UV01, the acknowledgement of Patient Identity Feed HL7 V3 [ITI-44] (ITI TF-2: 3.44.4.1.3). */
public final class AcknowledgementCodec {
    private static final String INTERACTION = "MCCI_IN000002UV01";

    private AcknowledgementCodec() {}

    public static MCCIIN000002UV01 encode(
            dev.xdsi.transaction.iti44.Acknowledgement answer, Message request, Stamp stamp) {
        MCCIIN000002UV01 message = Transmission.wrap(new MCCIIN000002UV01(), INTERACTION, stamp, null, null);
        message.getReceiver().clear();
        message.getReceiver().add(turned("RCV", request.getSender()));
        message.setSender(
                turned("SND", request.getReceiver().stream().findFirst().orElse(null)));

        var acknowledgement = new dev.xdsi.wsdl.hl7v3.Acknowledgement();
        TargetMessage target = new TargetMessage();
        target.setId(request.getId());
        acknowledgement.setTargetMessage(target);
        switch (answer) {
            case dev.xdsi.transaction.iti44.Acknowledgement.Accepted accepted ->
                acknowledgement.setTypeCode(DataTypes.cs("CA"));
            case dev.xdsi.transaction.iti44.Acknowledgement.Refused(String text) -> {
                acknowledgement.setTypeCode(DataTypes.cs("CE"));
                AcknowledgementDetail detail = new AcknowledgementDetail();
                detail.setTypeCode("E");
                detail.setText(DataTypes.ed(text));
                acknowledgement.getAcknowledgementDetail().add(detail);
            }
        }
        message.getAcknowledgement().add(acknowledgement);
        return message;
    }

    /** Back to the device from which it came. */
    private static Communication turned(String type, @Nullable Communication other) {
        Communication communication = new Communication();
        communication.setTypeCode(type);
        communication.setDevice(
                Optional.ofNullable(other).map(Communication::getDevice).orElseGet(AcknowledgementCodec::nameless));
        return communication;
    }

    private static Device nameless() {
        Device device = new Device();
        device.setClassCode("DEV");
        device.setDeterminerCode(DataTypes.INSTANCE);
        return device;
    }
}
