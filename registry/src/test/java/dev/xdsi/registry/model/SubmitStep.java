package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.registry.model.Thing.Document;
import java.util.List;
import java.util.Optional;

/** Something is submitted. */
sealed interface SubmitStep extends Step {
    /** New documents, in a new folder or not. */
    record Submit(int patient, List<Facts> documents, boolean folder) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Submission submission = Submission.of(Thing.submissionSet(story.fresh("s"), patient));
            String folder = story.fresh("f");
            if (folder()) {
                submission = submission.with(Thing.folder(folder, patient));
            }
            for (Facts facts : documents) {
                String document = story.fresh("d");
                submission = submission.with(Thing.document(document, patient, facts));
                if (folder()) {
                    submission = submission.puts(document, folder);
                }
            }
            story.submit(submission);
        }
    }

    /** A new document for each target, which stands in this relationship to it; two may even be of one. */
    record Relate(int patient, AssociationType type, List<Pick> targets) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Submission submission = Submission.of(Thing.submissionSet(story.fresh("s"), patient));
            for (Pick target : targets) {
                String document = story.fresh("d");
                submission = submission
                        .with(Thing.document(document, patient))
                        .with(type, document, story.document(target, patient));
            }
            story.submit(submission);
        }
    }

    /** One new document is related to another of the same submission. */
    record RelateWithin(int patient, AssociationType type) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            String one = story.fresh("d");
            String other = story.fresh("d");
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .with(Thing.document(one, patient))
                    .with(Thing.document(other, patient))
                    .with(type, one, other));
        }
    }

    /** A registered folder takes a member, a new document or an old one. */
    record Place(int patient, Pick folder, Pick document, boolean fresh) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Submission submission = Submission.of(Thing.submissionSet(story.fresh("s"), patient));
            String document = fresh ? story.fresh("d") : story.document(document(), patient);
            if (fresh) {
                submission = submission.with(Thing.document(document, patient));
            }
            story.submit(submission.puts(document, story.folder(folder(), patient)));
        }
    }

    /** A replacement which its submission puts into a folder, where the replaced one may be too. */
    record ReplaceInFolder(int patient, Pick target, Pick folder) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            String document = story.fresh("d");
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .with(Thing.document(document, patient))
                    .with(AssociationType.RPLC, document, story.document(target, patient))
                    .puts(document, story.folder(folder(), patient)));
        }
    }

    /** A SubmissionSet has a registered document as its member. */
    record Refer(int patient, Pick document, SubmissionSetStatus status) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .refersTo(story.document(document, patient), status));
        }
    }

    /** A registered folder takes a document of whomever, of which its SubmissionSet says that it only refers to it. */
    record ReferInFolder(int patient, Pick folder, Pick document) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .refersTo(story.document(document, patient), story.folder(folder, patient)));
        }
    }

    /** A document is replaced, and in the same submission something is added to it, or to another. */
    record ReplaceAndRelate(int patient, AssociationType type, Pick target, Optional<Pick> another)
            implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            String target = story.document(target(), patient);
            String replacement = story.fresh("d");
            String other = story.fresh("d");
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .with(Thing.document(replacement, patient))
                    .with(Thing.document(other, patient))
                    .with(AssociationType.RPLC, replacement, target)
                    .with(
                            type,
                            other,
                            another.map(pick -> story.document(pick, patient)).orElse(target)));
        }
    }

    /** A document which is made only when it is asked for, or whose bytes come later. */
    record SubmitEmpty(int patient, Facts facts) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Thing document = Thing.document(story.fresh("d"), patient, facts);
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                    .with(facts.onDemand() ? document : document.with(new Document(document.name(), 0, 0, facts))));
        }
    }

    /** A document comes again and again: its uniqueId with these bytes, or other ones, or none yet. */
    record SendAgain(Pick document, List<Bytes> bytes) implements SubmitStep {
        enum Bytes {
            SAME,
            OTHER_HASH,
            OTHER_SIZE,
            LATER
        }

        @Override
        public void in(Story story) {
            story.registered(document, Thing::isDocument)
                    .ifPresent(known -> bytes.forEach(which -> story.submit(Submission.of(
                                    Thing.submissionSet(story.fresh("s"), known.patient()))
                            .with(Thing.of(story.fresh("d"), known.patient(), again(known.content(), which))))));
        }

        static Thing.Content again(Thing.Content before, Bytes which) {
            if (!(before instanceof Document(String uniqueId, int hash, int size, Facts facts)) || facts.onDemand()) {
                return before;
            }
            return switch (which) {
                case SAME -> new Document(uniqueId, Math.max(1, hash), Math.max(1, size), facts);
                case OTHER_HASH -> new Document(uniqueId, Math.max(1, hash) + 1, Math.max(1, size), facts);
                case OTHER_SIZE -> new Document(uniqueId, Math.max(1, hash), Math.max(1, size) + 1, facts);
                case LATER -> new Document(uniqueId, 0, 0, facts);
            };
        }
    }

    /** The answer was lost and the submission comes again, as it was or with one more document. */
    record Repeat(Pick submission, boolean withMore) implements SubmitStep {
        @Override
        public void in(Story story) {
            story.accepted(submission, withMore)
                    .ifPresent(sent -> story.submit(
                            withMore
                                    ? sent.with(Thing.document(
                                            story.fresh("d"), sent.set().patient()))
                                    : sent));
        }
    }

    /** The entryUUID of a current document comes again. */
    record TakeEntryUuid(Pick document) implements SubmitStep {
        @Override
        public void in(Story story) {
            story.registered(document, thing -> thing.isDocument() && thing.approved())
                    .ifPresent(known -> {
                        String patient = story.survivor(known);
                        story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), patient))
                                .with(Thing.document(known.name(), patient)));
                    });
        }
    }

    /** A SubmissionSet comes, or a folder, under a uniqueId that something has. */
    record TakeUniqueId(int patient, Pick of, boolean folder) implements SubmitStep {
        @Override
        public void in(Story story) {
            String patient = story.patient(patient());
            Thing set = Thing.submissionSet(story.fresh("s"), patient);
            String name = story.fresh("f");
            story.registered(of, thing -> thing.link() == null)
                    .flatMap(thing -> Optional.ofNullable(thing.uniqueId()))
                    .ifPresent(uniqueId -> story.submit(
                            folder
                                    ? Submission.of(set).with(Thing.of(name, patient, new Thing.Folder(uniqueId, 0)))
                                    : Submission.of(set.with(new Thing.SubmissionSet(uniqueId)))));
        }
    }

    /** A document in the submission of one patient says that it is another's. */
    record Misfile(int patient, int other) implements SubmitStep {
        @Override
        public void in(Story story) {
            story.submit(Submission.of(Thing.submissionSet(story.fresh("s"), story.patient(patient)))
                    .with(Thing.document(story.fresh("d"), story.patient(other))));
        }
    }
}
