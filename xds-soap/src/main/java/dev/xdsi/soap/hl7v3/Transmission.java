package dev.xdsi.soap.hl7v3;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.wsdl.hl7v3.Agent;
import dev.xdsi.wsdl.hl7v3.Communication;
import dev.xdsi.wsdl.hl7v3.Device;
import dev.xdsi.wsdl.hl7v3.Message;
import dev.xdsi.wsdl.hl7v3.Organization;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transmission wrapper (MCCI_MT000100UV01, MCCI_MT000300UV01): which message, from whom, to whom. */
final class Transmission {
    private static final String INTERACTIONS = "2.16.840.1.113883.1.6";

    private Transmission() {}

    static <T extends Message> T wrap(
            T message, String interaction, Stamp stamp, @Nullable HomeCommunityId from, @Nullable HomeCommunityId to) {
        message.setITSVersion("XML_1.0");
        message.setId(DataTypes.id(stamp.message().value()));
        message.setCreationTime(DataTypes.ts(stamp.time()));
        message.setInteractionId(DataTypes.id(INTERACTIONS, interaction));
        message.setProcessingCode(DataTypes.cs("P"));
        message.setProcessingModeCode(DataTypes.cs("T"));
        message.setAcceptAckCode(DataTypes.cs(interaction.equals(DiscoveryMessages.QUERY) ? "AL" : "NE"));
        message.getReceiver().add(communication("RCV", to));
        message.setSender(communication("SND", from));
        return message;
    }

    /** A device, and behind it the community as the organisation that it acts for (ITI TF-2: 3.55.4.1.2.4). */
    private static Communication communication(String type, @Nullable HomeCommunityId community) {
        Device device = new Device();
        device.setClassCode("DEV");
        device.setDeterminerCode(DataTypes.INSTANCE);
        if (community != null) {
            device.getId().add(DataTypes.id(community.oid().value()));
            Organization organization = new Organization();
            organization.setClassCode("ORG");
            organization.setDeterminerCode(DataTypes.INSTANCE);
            organization.getId().add(DataTypes.id(community.oid().value()));
            Agent agent = new Agent();
            agent.setClassCode("AGNT");
            agent.setRepresentedOrganization(organization);
            device.setAsAgent(agent);
        }
        Communication communication = new Communication();
        communication.setTypeCode(type);
        communication.setDevice(device);
        return communication;
    }

    static Optional<HomeCommunityId> sender(Message message) {
        return Optional.ofNullable(message.getSender()).flatMap(Transmission::community);
    }

    static Optional<HomeCommunityId> receiver(Message message) {
        return message.getReceiver().stream()
                .flatMap(receiver -> community(receiver).stream())
                .findFirst();
    }

    private static Optional<HomeCommunityId> community(Communication communication) {
        return Optional.ofNullable(communication.getDevice())
                .map(Device::getAsAgent)
                .map(Agent::getRepresentedOrganization)
                .flatMap(organization -> DataTypes.community(organization.getId()));
    }
}
