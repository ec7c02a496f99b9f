package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import dev.xdsi.conformance.cases.Scope;
import dev.xdsi.conformance.cases.Step;
import dev.xdsi.conformance.cases.Text;
import dev.xdsi.conformance.run.Transactions.Transaction;
import dev.xdsi.conformance.wire.Answer;
import dev.xdsi.conformance.wire.Bytes;
import dev.xdsi.conformance.wire.Mtom;
import dev.xdsi.conformance.wire.Part;
import dev.xdsi.conformance.wire.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code soap: iti-18} — an envelope with WS-Addressing, the body from a template, in MTOM form where the transaction has it, with an
 * assertion where the step names a kind.
 */
final class SoapPerformer implements Performer {
    private static final String SECURITY =
            "<wsse:Security s:mustUnderstand=\"true\" xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/"
                    + "oasis-200401-wss-wssecurity-secext-1.0.xsd\">";

    private final Transactions transactions;

    SoapPerformer(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Exchange perform(StepContext context) throws Exception {
        Step step = context.step();
        Transaction transaction = transactions.of(step);
        URI address = address(context, transaction);
        boolean mtom = Boolean.parseBoolean(step.text("mtom", Boolean.toString(transaction.mtom())));
        Scope names = names(context, transaction, address);
        String envelope = edited(context.text().template(step.text("envelope", "envelope.xml"), names), step);
        String type = mtom
                ? Mtom.contentType(transaction.action())
                : "application/soap+xml; charset=UTF-8; action=\"" + transaction.action() + "\"";
        Request request = new Request(
                "POST",
                address,
                headers(step, type),
                Bytes.of(envelope),
                mtom ? parts(step) : List.of(),
                step.text("tls", "node"));
        Answer answer = context.transport().send(request);
        return new Exchange(envelope, answer, defaults(step, transaction, mtom, names));
    }

    /** Of an endpoint by its name; a whole URL, which the tested side told in an answer, stands for itself. */
    private static URI address(StepContext context, Transaction transaction) {
        Step step = context.step();
        String at =
                step.text("at", context.target().addresses().containsKey(step.what()) ? step.what() : transaction.at());
        if (at.startsWith("http://") || at.startsWith("https://")) {
            return URI.create(at);
        }
        String name = step.text("tls", "").isEmpty() ? at : at + "-tls";
        return context.target()
                .address(name)
                .orElseThrow(() -> new BadCaseException("the target has no address " + name));
    }

    private static Scope names(StepContext context, Transaction transaction, URI address) {
        Step step = context.step();
        Scope names = new Scope(Map.of(), context.names());
        names.store("messageId", value(names, "uuid:message-" + step.name()));
        names.store("action", step.text("action", transaction.action()));
        names.store("to", address.toString());
        names.store("security", security(step.text("assertion", ""), context));
        names.store("slots", slots(step.mapping("slots")));
        String body = step.text("body", "");
        names.store("body", body.isEmpty() ? "" : context.text().template(body, names));
        return names;
    }

    /** What {@code edit: {expression: replacement}} spoils; each must find something. */
    private static String edited(String envelope, Step step) {
        String text = envelope;
        for (Map.Entry<String, Object> edit : step.mapping("edit").entrySet()) {
            Matcher found = Pattern.compile(edit.getKey(), Pattern.DOTALL).matcher(text);
            if (!found.find()) {
                throw new BadCaseException("edit finds nothing for " + edit.getKey());
            }
            text = found.replaceAll(edit.getValue().toString());
        }
        return text;
    }

    /** Parameters of a query; several values of one slot in a list, a slot of the same name again under {@code name#2}. */
    private static String slots(Map<String, Object> written) {
        StringBuilder xml = new StringBuilder();
        written.forEach((name, value) -> {
            xml.append("<rim:Slot name=\"")
                    .append(Text.escaped(name.replaceFirst("#.*$", "")))
                    .append("\"><rim:ValueList>");
            for (Object each : value instanceof List<?> list ? list : List.of(value)) {
                xml.append("<rim:Value>").append(Text.escaped(each.toString())).append("</rim:Value>");
            }
            xml.append("</rim:ValueList></rim:Slot>");
        });
        return xml.toString();
    }

    private static String security(String kind, StepContext context) {
        if (kind.isEmpty() || kind.equals("none")) {
            return "";
        }
        String assertion = context.target()
                .assertions()
                .of(kind)
                .orElseThrow(() -> new BadCaseException("the target has no issuer of assertions for us"));
        return SECURITY + assertion + "</wsse:Security>";
    }

    private static Map<String, String> headers(Step step, String type) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", type);
        step.mapping("headers").forEach((name, value) -> headers.put(name, value.toString()));
        return headers;
    }

    /** {@code documents: {id: content}}: each an attachment whose Content-ID is {@code id@conformance}. */
    static List<Part> parts(Step step) {
        List<Part> parts = new ArrayList<>();
        step.mapping("documents")
                .forEach((id, content) -> parts.add(new Part(
                        Map.of(
                                "Content-ID",
                                "<" + id + "@conformance>",
                                "Content-Type",
                                step.text("documentType", "text/plain"),
                                "Content-Transfer-Encoding",
                                "binary"),
                        Bytes.of(content.toString()))));
        return parts;
    }

    private static Map<String, Object> defaults(Step step, Transaction transaction, boolean mtom, Scope names) {
        Map<String, Object> defaults = new HashMap<>();
        boolean fault =
                !step.mapping("expect").getOrDefault("fault", "").toString().isEmpty();
        defaults.put("relatesTo", value(names, "messageId"));
        if (!fault) {
            defaults.put("http", "200");
            defaults.put("action", transaction.answer());
            defaults.put("form", mtom ? "mtom" : "soap");
        }
        return defaults;
    }

    private static String value(Scope names, String name) {
        return names.value(name).orElseThrow(() -> new BadCaseException("nothing is called " + name));
    }
}
