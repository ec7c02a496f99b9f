package dev.xdsi.gateway;

import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.SystemEvents;
import dev.xdsi.gateway.config.AnswersFile;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.soap.addressing.Recipients;
import dev.xdsi.soap.reply.Replies;
import dev.xdsi.soap.reply.ReplyAddresses;
import dev.xdsi.soap.reply.ReplyLimits;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Where partners may have answers sent, as the partners file says at the moment ({@code docs/adr/0019}). */
final class AgreedAnswers implements ReplyAddresses {
    private volatile Map<X500Principal, Recipients> agreed = Map.of();

    private AgreedAnswers() {}

    static Replies start(Configuration configuration, NodeTls tls, AuditTrail audit, SettingsFiles files)
            throws IOException {
        AgreedAnswers answers = new AgreedAnswers();
        AnswersFile file = new AnswersFile(PartnersFile.of(configuration));
        files.follow("answers of partners", () -> answers.read(file));
        return new Replies(
                answers,
                tls,
                ReplyLimits.DEFAULT,
                (partner, address, reason) -> audit.record(
                        SystemEvents.undeliveredAnswer(audit.context(), partner.getName(), address, reason)));
    }

    private List<Path> read(AnswersFile file) throws IOException {
        agreed = file.read();
        return List.of(file.file());
    }

    @Override
    public boolean allow(X500Principal partner, URI address) {
        Recipients his = agreed.get(partner);
        return his != null && his.allow(address);
    }
}
