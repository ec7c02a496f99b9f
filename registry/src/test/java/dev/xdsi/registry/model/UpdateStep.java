package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.registry.model.SubmitStep.SendAgain;
import dev.xdsi.registry.model.Thing.Document;
import dev.xdsi.registry.model.Thing.Link;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is registered is updated or removed. */
sealed interface UpdateStep extends Step {
    Set<AssociationType> RELATED = EnumSet.of(AssociationType.APND, AssociationType.XFRM, AssociationType.HAS_MEMBER);

    /**
     * One request, about the patient whom its first part is about.
     *
     * @param otherPatient who is taken for him
     */
    record Request(List<Part> parts, Optional<Integer> otherPatient, boolean restricted) implements UpdateStep {
        @Override
        public void in(Story story) {
            parts.getFirst().patient(story).ifPresent(first -> {
                String patient = otherPatient.map(story::patient).orElse(first);
                Thing set = Thing.submissionSet(story.fresh("s"), patient);
                List<Update.Operation> operations = new ArrayList<>();
                for (Part part : parts) {
                    Predicate<Thing> his = thing ->
                            operations.isEmpty() || story.survivor(thing).equals(patient);
                    part.operation(story, set, operations.size(), his).ifPresent(operations::add);
                }
                story.update(new Update(set, operations, restricted));
            });
        }
    }

    /**
     * The target of an Association is replaced, and the same request asks for something at its other end.
     *
     * @param first whether it is asked for before the replacement
     */
    record ReplaceBeside(Pick link, Pick by, Beside beside, Pick other, boolean first) implements UpdateStep {
        private static boolean isRelated(Thing thing) {
            Link link = thing.link();
            return link != null
                    && thing.approved()
                    && RELATED.contains(link.type())
                    && !link.source().startsWith("s");
        }

        @Override
        public void in(Story story) {
            Optional<Thing> related = story.registered(link, ReplaceBeside::isRelated);
            related.flatMap(thing -> Optional.ofNullable(thing.link())).ifPresent(ends -> {
                String patient = story.survivor(story.thing(ends.target()));
                Thing set = Thing.submissionSet(story.fresh("s"), patient);
                String replacement = story.document(by, patient);
                List<Update.Operation> operations = new ArrayList<>(List.of(
                        Update.NewLink.of(0, set, AssociationType.RPLC, replacement, ends.target()),
                        beside(story, set, related.orElseThrow(), replacement)));
                story.update(new Update(set, first ? operations.reversed() : operations, false));
            });
        }

        private Update.Operation beside(Story story, Thing set, Thing related, String replacement) {
            Link ends = Objects.requireNonNull(related.link());
            Thing source = story.thing(ends.source());
            AssociationType type = source.isFolder() ? AssociationType.HAS_MEMBER : ends.type();
            return switch (beside) {
                case VERSION -> NewVersion.of(story, set, source, 0, true);
                case STATUS -> new Update.NewStatus(1, source.name(), source.approved());
                case LINK_STATUS ->
                    ModelRegistry.isSent(related)
                            ? new Update.NewStatus(1, related.name(), true)
                            : new Update.NewStatus(1, source.name(), source.approved());
                case PLACE -> Update.NewLink.of(1, set, type, source.name(), replacement);
                case ADDITION ->
                    source.isFolder()
                            ? Update.NewLink.of(1, set, type, source.name(), story.document(other, set.patient()))
                            : Update.NewLink.of(1, set, type, story.document(other, set.patient()), source.name());
                case REPLACEMENT ->
                    Update.NewLink.of(1, set, AssociationType.RPLC, replacement, story.document(other, set.patient()));
            };
        }
    }

    /** What is asked for at the other end of an Association whose target is replaced. */
    enum Beside {
        VERSION,
        STATUS,
        LINK_STATUS,
        PLACE,
        ADDITION,
        REPLACEMENT
    }

    /** What a request asks for. */
    sealed interface Part {
        /** Whom it is about. */
        Optional<String> patient(Story story);

        /** @param his what the request is about, wherever the part does not say it itself */
        Optional<Update.Operation> operation(Story story, Thing set, int number, Predicate<Thing> his);
    }

    /** A document or folder, of whichever version, is to have a new one, a document perhaps with its bytes. */
    record NewVersion(Pick of, int previous, boolean propagated, Optional<SendAgain.Bytes> bytes) implements Part {
        @Override
        public Optional<String> patient(Story story) {
            return story.registered(of, Kind.DOCUMENT_OR_FOLDER).map(story::survivor);
        }

        @Override
        public Optional<Update.Operation> operation(Story story, Thing set, int number, Predicate<Thing> his) {
            return story.registered(of, Kind.DOCUMENT_OR_FOLDER.and(his))
                    .map(known -> of(story, set, known.with(told(known.content())), previous, propagated));
        }

        static Update.NewVersion of(Story story, Thing set, Thing known, int previous, boolean propagated) {
            Thing first = known.isFolder()
                    ? Thing.folder(story.fresh("f"), set.patient()).with(known.content())
                    : Thing.document(story.fresh("d"), set.patient()).with(corrected(known.content()));
            return new Update.NewVersion(
                    first.after(known.lineage()), Math.max(1, story.version(known) - previous), propagated);
        }

        private Thing.Content told(Thing.Content content) {
            return bytes.map(which -> SendAgain.again(content, which)).orElse(content);
        }

        private static Thing.Content corrected(Thing.Content content) {
            return content instanceof Document(String uniqueId, int hash, int size, Facts facts)
                    ? new Document(uniqueId, hash, size, facts.corrected())
                    : content;
        }
    }

    /** Something that may change its status. */
    enum Kind implements Predicate<Thing> {
        DOCUMENT_OR_FOLDER {
            @Override
            public boolean test(Thing thing) {
                return thing.isDocument() || thing.isFolder();
            }
        },
        /** Of which its sender knows the id, and which no SubmissionSet brought as its own. */
        LINK {
            @Override
            public boolean test(Thing thing) {
                Link link = thing.link();
                return link != null
                        && ModelRegistry.isSent(thing)
                        && !thing.name().startsWith(link.source() + ":");
            }
        },
        DEPRECATED_LINK {
            @Override
            public boolean test(Thing thing) {
                return !thing.approved() && LINK.test(thing);
            }
        }
    }

    /** The status of something is to be the other one, or what a sender with old news takes for it. */
    record NewStatus(Kind kind, Pick of, boolean oldNews) implements Part {
        @Override
        public Optional<String> patient(Story story) {
            return story.registered(of, kind).map(story::survivor);
        }

        @Override
        public Optional<Update.Operation> operation(Story story, Thing set, int number, Predicate<Thing> his) {
            return story.registered(of, kind.and(his))
                    .map(known -> new Update.NewStatus(number, known.name(), known.approved() != oldNews));
        }
    }

    /** Two registered objects are to be associated. */
    record NewLink(int patient, AssociationType type, Pick from, Pick to) implements Part {
        @Override
        public Optional<String> patient(Story story) {
            return Optional.of(story.patient(patient));
        }

        @Override
        public Optional<Update.Operation> operation(Story story, Thing set, int number, Predicate<Thing> his) {
            String source = type == AssociationType.HAS_MEMBER
                    ? story.folder(from, set.patient())
                    : story.document(from, set.patient());
            return Optional.of(Update.NewLink.of(number, set, type, source, story.document(to, set.patient())));
        }
    }

    /** Something is to be removed, in all of its versions or not, and what hangs on it or not. */
    record Remove(Pick of, boolean versions, boolean links) implements UpdateStep {
        @Override
        public void in(Story story) {
            story.registered(of, thing -> thing.link() == null)
                    .ifPresent(known -> story.remove(versions ? story.versions(known) : Set.of(known.name()), links));
        }
    }
}
