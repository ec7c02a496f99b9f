package dev.xdsi.soap.ebrim;

import dev.xdsi.model.InternationalString;
import dev.xdsi.model.InternationalString.LocalizedString;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.ExternalIdentifierDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Header;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Random drafts with every part missing, empty, doubled or odd, as partners write them. */
final class DraftArbitraries {
    /** Everything that XML lets stand in a text, the characters included that it treats specially. */
    private static final String[] LETTERS = {
        "a", "Z", "0", " ", "\t", "\n", "\r", "ä", "é", "日", "Ω", "я", "𝄞", "😀", "&", "<", ">", "\"", "'", "]]>", "^",
        "|"
    };

    private DraftArbitraries() {}

    static Arbitrary<RegistryObjectDraft> objects() {
        return Arbitraries.randomValue(random -> new Dice(random).object());
    }

    static Arbitrary<SubmissionDraft> submissions() {
        return Arbitraries.randomValue(random -> {
            Dice dice = new Dice(random);
            return new SubmissionDraft(dice.list(dice::object));
        });
    }

    static Arbitrary<StoredQueryRequest> queries() {
        return Arbitraries.randomValue(random -> {
            Dice dice = new Dice(random);
            return new StoredQueryRequest(
                    dice.text(), dice.one(ReturnType.values()), dice.maybe(dice::text), dice.list(dice::slot));
        });
    }

    static Arbitrary<StoredQueryResponse> results() {
        return Arbitraries.randomValue(random -> {
            Dice dice = new Dice(random);
            return new StoredQueryResponse(
                    dice.list(dice::object),
                    dice.list(() -> new ObjectRef(dice.text(), dice.maybe(dice::text))),
                    List.of());
        });
    }

    static RegistryObjectDraft empty(Kind kind) {
        return new RegistryObjectDraft(
                kind,
                new Header(null, null, null, null, null, null, null),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                kind == Kind.Association ? new Link(null, null, null) : null);
    }

    private record Dice(Random random) {
        RegistryObjectDraft object() {
            Kind kind = one(Kind.values());
            return new RegistryObjectDraft(
                    kind,
                    header(kind),
                    maybe(this::international),
                    maybe(this::international),
                    list(this::slot),
                    list(this::classification),
                    list(this::identifier),
                    kind == Kind.Association
                            ? new Link(maybe(this::text), maybe(this::text), maybe(this::text))
                            : null);
        }

        Header header(Kind kind) {
            return new Header(
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    kind == Kind.ExtrinsicObject ? maybe(this::text) : null,
                    maybe(this::text));
        }

        ClassificationDraft classification() {
            return new ClassificationDraft(
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::international),
                    list(this::slot));
        }

        ExternalIdentifierDraft identifier() {
            return new ExternalIdentifierDraft(
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::international));
        }

        InternationalString international() {
            return new InternationalString(list(() -> new LocalizedString(
                    text(), maybe(() -> one("de", "en-US", "ja", "x-any")), maybe(() -> one("UTF-8", "utf-8")))));
        }

        SlotDraft slot() {
            return new SlotDraft(one("creationTime", "urn:a", "", text()), list(this::text));
        }

        String text() {
            return Stream.generate(() -> one(LETTERS)).limit(random.nextInt(20)).reduce("", String::concat);
        }

        @SafeVarargs
        final <T> T one(T... values) {
            return values[random.nextInt(values.length)];
        }

        <T> @Nullable T maybe(Supplier<T> value) {
            return random.nextBoolean() ? value.get() : null;
        }

        <T> List<T> list(Supplier<T> value) {
            return Stream.generate(value).limit(random.nextInt(4)).toList();
        }
    }
}
