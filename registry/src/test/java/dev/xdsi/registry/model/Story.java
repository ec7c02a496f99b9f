package dev.xdsi.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.registry.patients.PatientStore;
import dev.xdsi.registry.store.RegistryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** One history, played to the model and to the real registry, which must give the same answer to each step. */
final class Story implements AutoCloseable {
    static final List<String> PATIENTS = List.of("anna", "bert", "carl");
    static final String NOBODY = "nobody0";

    private static final AtomicLong STORIES = new AtomicLong();

    private final ModelRegistry model = new ModelRegistry();
    private final RealRegistry real;
    private final List<String> told = new ArrayList<>();
    private int now;
    private int named;

    /** @param of tells the stories of one test from those of another on the same store */
    Story(RegistryStore store, PatientStore patients, String of) {
        real = new RealRegistry(store, patients, new Names(of + STORIES.incrementAndGet()));
        PATIENTS.forEach(patient -> {
            model.patients().register(patient);
            real.register(patient);
        });
    }

    /** Plays all of it, and at its end asks for everything that there is. */
    void play(List<Step> steps) {
        steps.forEach(step -> step.in(this));
        for (String patient : PATIENTS) {
            ask(Question.about(Query.GetAll, patient));
        }
        ask(Question.named(Query.GetDocuments, all(Thing::isDocument)));
        ask(Question.named(Query.GetAssociations, all(thing -> thing.link() == null)));
    }

    void submit(Submission submission) {
        now++;
        agree(submission.toString(), Answer.refused(model.submit(submission, now)), real.submit(submission, now));
    }

    void update(Update update) {
        now++;
        agree(
                update.toString(),
                Answer.refused(new ModelUpdates(model, now).perform(update)),
                real.update(update, now));
    }

    /** With all Associations that hang on them, if so wanted. */
    void remove(Set<String> things, boolean withLinks) {
        now++;
        ModelUpdates updates = new ModelUpdates(model, now);
        agree(
                "remove " + things + (withLinks ? " and all Associations of these" : ""),
                Answer.refused(updates.remove(withLinks ? updates.withLinks(things) : things)),
                real.remove(things, withLinks, now));
    }

    Set<String> versions(Thing thing) {
        return new ModelUpdates(model, now).versions(thing);
    }

    int version(Thing thing) {
        return new ModelUpdates(model, now).newest(thing).version();
    }

    Thing thing(String name) {
        return model.thing(name);
    }

    String survivor(Thing thing) {
        return model.patients().survivor(thing.patient());
    }

    void register(String patient) {
        agree("register " + patient, taken(model.patients().register(patient)), taken(real.register(patient)));
    }

    void update(String patient) {
        agree("tell of " + patient, taken(model.patients().update(patient)), taken(real.update(patient)));
    }

    void merge(String survivor, String subsumed) {
        agree(
                "merge " + subsumed + " into " + survivor,
                taken(model.patients().merge(survivor, subsumed)),
                taken(real.merge(survivor, subsumed)));
    }

    private static Answer taken(boolean taken) {
        return Answer.found(List.of(taken ? "taken" : "not taken"));
    }

    void ask(Question question) {
        agree(question.toString(), ModelQueries.answer(model, question), real.ask(question));
    }

    private void agree(String step, Answer expected, Answer actual) {
        told.add("%3d. %s%n     -> %s".formatted(told.size() + 1, step, expected));
        assertThat(actual)
                .as("%n%s%n%nThe last answer is the model's; the registry says otherwise", String.join("\n", told))
                .isEqualTo(expected);
    }

    /** One of the submissions that were accepted, or in a young history none. */
    Optional<Submission> accepted(Pick pick, boolean allApproved) {
        List<Submission> all = model.accepted().stream()
                .filter(submission -> !allApproved || model.isApproved(submission))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(pick.number() % all.size()));
    }

    String fresh(String kind) {
        return kind + ++named;
    }

    String patient(int number) {
        return number < PATIENTS.size() ? PATIENTS.get(number) : NOBODY;
    }

    /** A document which may be chosen: an Approved one of the patient, if there is one. */
    String document(Pick pick, String patient) {
        return chosen(pick, patient, Thing::isDocument);
    }

    String folder(Pick pick, String patient) {
        return chosen(pick, patient, Thing::isFolder);
    }

    /** Anything of that kind; in a young history there may be none, and a careless partner may mean nothing that there is. */
    Optional<Thing> registered(Pick pick, Predicate<Thing> which) {
        return model.named(chosen(new Pick(pick.number(), true), NOBODY, which));
    }

    private String chosen(Pick pick, String patient, Predicate<Thing> which) {
        String survivor = model.patients().survivor(patient);
        List<String> right = all(which.and(Thing::approved)
                .and(thing -> model.patients().survivor(thing.patient()).equals(survivor)));
        if (!pick.careless() && !right.isEmpty()) {
            return pick.of(right);
        }
        List<String> all = new ArrayList<>(List.of(NOBODY));
        all.addAll(all(which));
        return pick.of(all);
    }

    private List<String> all(Predicate<Thing> which) {
        return model.things().stream().filter(which).map(Thing::name).toList();
    }

    @Override
    public void close() {
        real.close();
    }
}
