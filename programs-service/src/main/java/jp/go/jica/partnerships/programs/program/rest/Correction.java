package jp.go.jica.partnerships.programs.program.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.programs.program.Corrected;
import jp.go.jica.partnerships.programs.program.LeadOffice;
import jp.go.jica.partnerships.programs.program.Outcome;
import jp.go.jica.partnerships.programs.program.OutcomeDetails;
import jp.go.jica.partnerships.programs.program.ProgramDetails;
import jp.go.jica.partnerships.programs.program.Progress;
import jp.go.jica.partnerships.programs.program.Run;
import jp.go.jica.partnerships.programs.program.RunDetails;
import jp.go.jica.partnerships.programs.program.Seats;
import jp.go.jica.partnerships.programs.program.State;
import jp.go.jica.partnerships.programs.program.Suspension;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.PartialDate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a correction: a merge patch of the program as it is answered, with the reason beside it. A lead office that
 * is given alone has led for the whole time.
 */
@ApplicationScoped
class Correction {

    private static final Set<String> DAYS = Set.of(
            "adoptedOn",
            "rejectedOn",
            "withdrawnOn",
            "contractedOn",
            "startedOn",
            "suspensions",
            "completedOn",
            "cancelledOn");
    private static final Set<String> LISTS = Set.of("runs", "outcomes");

    private final MergePatch mergePatch;

    Correction(MergePatch mergePatch) {
        this.mergePatch = mergePatch;
    }

    /** Why; a body that holds nothing else is read as such first, so that it is refused like any other. */
    record Stated(@NotBlank @Size(max = 2_000) @Nullable String reason) {}

    /** The days of its steps. */
    record Days(
            @Nullable LocalDate adoptedOn,
            @Nullable LocalDate rejectedOn,
            @Nullable LocalDate withdrawnOn,
            @Nullable LocalDate contractedOn,
            @Nullable LocalDate startedOn,
            @Nullable @Size(max = 100) List<@NotNull @Valid Suspension> suspensions,
            @Nullable LocalDate completedOn,
            @Nullable LocalDate cancelledOn) {

        static Days of(Progress progress) {
            return new Days(
                    progress.adoptedOn(),
                    progress.rejectedOn(),
                    progress.withdrawnOn(),
                    progress.contractedOn(),
                    progress.startedOn(),
                    progress.suspensions(),
                    progress.completedOn(),
                    progress.cancelledOn());
        }

        Progress in(State state) {
            return new Progress(
                    state,
                    adoptedOn,
                    rejectedOn,
                    withdrawnOn,
                    contractedOn,
                    startedOn,
                    suspensions == null ? List.of() : suspensions,
                    completedOn,
                    cancelledOn);
        }
    }

    /** The lists, each of which is replaced as a whole. */
    record Lists(
            @NotEmpty @Size(max = 50) List<@NotNull @Valid LeadOffice> leadOffices,
            @Nullable @Size(max = 1_000) List<@NotNull @Valid CorrectedRun> runs,
            @Nullable @Size(max = 1_000) List<@NotNull @Valid CorrectedOutcome> outcomes) {}

    /** A run with its id. */
    record CorrectedRun(
            @NotNull UUID id,
            @NotBlank @Size(max = 60) String runCode,
            @NotNull LocalDate plannedStart,
            @NotNull LocalDate plannedEnd,
            @Min(0) @Max(100_000) @Nullable Integer capacity,
            @Size(max = 250) @Nullable List<@NotNull @Valid Seats> seats) {

        static CorrectedRun of(Run run) {
            RunDetails details = run.details();
            return new CorrectedRun(
                    run.id(),
                    details.runCode(),
                    details.plannedStart(),
                    details.plannedEnd(),
                    details.capacity(),
                    details.seats());
        }

        Run run() {
            return new Run(
                    id, new RunDetails(runCode, plannedStart, plannedEnd, capacity, seats == null ? List.of() : seats));
        }
    }

    /** An outcome with its id. */
    record CorrectedOutcome(
            @NotNull UUID id,
            @NotNull @Pattern(regexp = "[1239]") String type,
            @NotNull @Valid BilingualText title,
            @NotNull PartialDate date,
            @Size(max = 300) @Nullable String place,
            @Nullable CountryCode country) {

        static CorrectedOutcome of(Outcome outcome) {
            OutcomeDetails details = outcome.details();
            return new CorrectedOutcome(
                    outcome.id(), details.type(), details.title(), details.date(), details.place(), details.country());
        }

        Outcome outcome() {
            return new Outcome(id, new OutcomeDetails(type, title, date, place, country));
        }
    }

    /** Why something is corrected, and what comes out. */
    record Read(String reason, UnaryOperator<Corrected> change) {}

    /** @throws jp.go.jica.partnerships.conventions.Refusal if the body is no merge patch, or gives no reason */
    Read read(String body) {
        List<ObjectNode> parts = mergePatch.split(
                body, List.of(Set.of("reason"), DAYS, LISTS, Set.of("leadOffices"), Set.of("leadOffice")));
        boolean officesAreDated = !parts.get(3).isEmpty();
        boolean officeIsGiven = !parts.get(4).isEmpty();
        Stated stated = mergePatch.apply(parts.get(0), new Stated(null), Stated.class);
        return new Read(String.valueOf(stated.reason()), wrong -> {
            ProgramDetails right = mergePatch.apply(
                    parts.get(4),
                    mergePatch.apply(parts.get(5), wrong.details(), ProgramDetails.class),
                    ProgramDetails.class);
            Lists replaced = mergePatch.apply(
                    parts.get(3), mergePatch.apply(parts.get(2), lists(wrong), Lists.class), Lists.class);
            List<LeadOffice> led = replaced.leadOffices();
            if (officeIsGiven && !officesAreDated) {
                led = List.of(new LeadOffice(right.leadOffice(), null));
            }
            return new Corrected(
                    right.ledBy(led.get(led.size() - 1).office()),
                    led,
                    mergePatch
                            .apply(parts.get(1), Days.of(wrong.progress()), Days.class)
                            .in(wrong.progress().state()),
                    orEmpty(replaced.runs()).stream().map(CorrectedRun::run).toList(),
                    orEmpty(replaced.outcomes()).stream()
                            .map(CorrectedOutcome::outcome)
                            .toList());
        });
    }

    private static Lists lists(Corrected wrong) {
        return new Lists(
                wrong.leadOffices(),
                wrong.runs().stream().map(CorrectedRun::of).toList(),
                wrong.outcomes().stream().map(CorrectedOutcome::of).toList());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
