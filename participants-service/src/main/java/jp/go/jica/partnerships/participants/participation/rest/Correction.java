package jp.go.jica.partnerships.participants.participation.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.conventions.rest.StrictBody;
import jp.go.jica.partnerships.participants.participant.Occupation;
import jp.go.jica.partnerships.participants.participant.OrganisationType;
import jp.go.jica.partnerships.participants.participant.Sex;
import jp.go.jica.partnerships.participants.participation.AgeBand;
import jp.go.jica.partnerships.participants.participation.CopiedFacts;
import jp.go.jica.partnerships.participants.participation.Corrected;
import jp.go.jica.partnerships.participants.participation.CorrectionReason;
import jp.go.jica.partnerships.participants.participation.EndReason;
import jp.go.jica.partnerships.participants.participation.Progress;
import jp.go.jica.partnerships.participants.participation.Revision;
import jp.go.jica.partnerships.participants.participation.SeatsExceededReason;
import jp.go.jica.partnerships.participants.participation.State;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/** Reads the body of a correction: a merge patch of the participation as it is answered, with the reason beside it. */
@ApplicationScoped
class Correction {

    private static final Set<String> FACTS = Set.of("nationality", "sex", "ageBand", "organisationType", "occupation");
    private static final Set<String> STEPS = Set.of(
            "acceptedOn",
            "seatsExceededReason",
            "rejectedOn",
            "cancelledOn",
            "noShowOn",
            "arrivedOn",
            "completedOn",
            "withdrawnOn",
            "endReason");

    private final MergePatch mergePatch;
    private final StrictBody bodies;

    Correction(MergePatch mergePatch, StrictBody bodies) {
        this.mergePatch = mergePatch;
        this.bodies = bodies;
    }

    /** Why. */
    record Stated(@NotNull CorrectionReason reason) {}

    /** What was copied of the person. */
    record Facts(
            @Nullable CountryCode nationality,
            @Nullable Sex sex,
            @Nullable AgeBand ageBand,
            @Nullable OrganisationType organisationType,
            @Nullable Occupation occupation) {

        static Facts of(CopiedFacts facts) {
            return new Facts(
                    facts.nationality(), facts.sex(), facts.ageBand(), facts.organisationType(), facts.occupation());
        }

        CopiedFacts in(CopiedFacts run) {
            return new CopiedFacts(
                    nationality, sex, ageBand, organisationType, occupation, run.plannedStart(), run.plannedEnd());
        }
    }

    /** The days of its steps, and the reasons that go with them. */
    record Steps(
            @Nullable LocalDate acceptedOn,
            @Nullable SeatsExceededReason seatsExceededReason,
            @Nullable LocalDate rejectedOn,
            @Nullable LocalDate cancelledOn,
            @Nullable LocalDate noShowOn,
            @Nullable LocalDate arrivedOn,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate withdrawnOn,
            @Nullable EndReason endReason) {

        static Steps of(Progress progress) {
            return new Steps(
                    progress.acceptedOn(),
                    progress.seatsExceededReason(),
                    progress.rejectedOn(),
                    progress.cancelledOn(),
                    progress.noShowOn(),
                    progress.arrivedOn(),
                    progress.completedOn(),
                    progress.withdrawnOn(),
                    progress.endReason());
        }

        Progress in(State state) {
            return new Progress(
                    state,
                    acceptedOn,
                    seatsExceededReason,
                    rejectedOn,
                    cancelledOn,
                    noShowOn,
                    arrivedOn,
                    completedOn,
                    withdrawnOn,
                    endReason);
        }
    }

    /** Why something is corrected, and what comes out. */
    record Read(CorrectionReason reason, UnaryOperator<Corrected> change) {}

    /** @throws jp.go.jica.partnerships.conventions.Refusal if the body is no merge patch, or gives no reason */
    Read read(String body) {
        List<ObjectNode> parts = mergePatch.split(body, List.of(Set.of("reason"), FACTS, STEPS));
        CorrectionReason reason = bodies.read(parts.get(0), Stated.class).reason();
        return new Read(
                reason,
                wrong -> new Corrected(
                        mergePatch.apply(parts.get(3), wrong.stated(), Revision.class),
                        mergePatch
                                .apply(parts.get(1), Facts.of(wrong.facts()), Facts.class)
                                .in(wrong.facts()),
                        mergePatch
                                .apply(parts.get(2), Steps.of(wrong.progress()), Steps.class)
                                .in(wrong.progress().state())));
    }
}
