package jp.go.jica.partnerships.agreements.agreement.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.agreements.agreement.Activity;
import jp.go.jica.partnerships.agreements.agreement.ActivityDetails;
import jp.go.jica.partnerships.agreements.agreement.AgreementDetails;
import jp.go.jica.partnerships.agreements.agreement.Amendment;
import jp.go.jica.partnerships.agreements.agreement.Corrected;
import jp.go.jica.partnerships.agreements.agreement.LifeCycle;
import jp.go.jica.partnerships.agreements.agreement.Renewal;
import jp.go.jica.partnerships.agreements.agreement.Suspension;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.rest.MergePatch;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.PartialDate;
import org.jspecify.annotations.Nullable;

/** Reads the body of a correction: a merge patch of the agreement as it is answered, with the reason beside it. */
@ApplicationScoped
class Correction {

    private static final Set<String> DAYS = Set.of(
            "signedOn", "cancelledOn", "noticeGivenOn", "renewals", "suspensions", "terminatedOn", "terminationReason");
    private static final Set<String> LISTS = Set.of("amendments", "activities");

    private final MergePatch mergePatch;

    Correction(MergePatch mergePatch) {
        this.mergePatch = mergePatch;
    }

    /** Why; a body that holds nothing else is read as such first, so that it is refused like any other. */
    record Stated(@NotBlank @Size(max = 2_000) @Nullable String reason) {}

    /** What was done with it and when. */
    record Days(
            @Nullable LocalDate signedOn,
            @Nullable LocalDate cancelledOn,
            @Nullable LocalDate noticeGivenOn,
            @Nullable @Size(max = 500) List<@NotNull @Valid Renewal> renewals,
            @Nullable @Size(max = 100) List<@NotNull @Valid Suspension> suspensions,
            @Nullable LocalDate terminatedOn,

            @Size(max = 2_000) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*") @Nullable
            String terminationReason) {

        static Days of(LifeCycle life) {
            return new Days(
                    life.signedOn(),
                    life.cancelledOn(),
                    life.noticeGivenOn(),
                    life.renewals(),
                    life.suspensions(),
                    life.terminatedOn(),
                    life.terminationReason());
        }

        LifeCycle in(LifeCycle wrong) {
            return new LifeCycle(
                    wrong.state(),
                    signedOn,
                    cancelledOn,
                    noticeGivenOn,
                    orEmpty(renewals),
                    orEmpty(suspensions),
                    terminatedOn,
                    terminationReason,
                    wrong.supersededBy(),
                    wrong.renewedOn(),
                    wrong.expiredOn());
        }
    }

    /** The lists, each of which is replaced as a whole. */
    record Lists(
            @Nullable @Size(max = 500) List<@NotNull @Valid Amendment> amendments,
            @Nullable @Size(max = 1_000) List<@NotNull @Valid CorrectedActivity> activities) {}

    /** An activity with its id. */
    record CorrectedActivity(
            @NotNull UUID id,
            ActivityDetails.@NotNull Kind kind,
            @NotNull @Valid BilingualText title,
            @NotNull PartialDate date,
            @Nullable PartialDate endedOn,

            @Size(max = 300) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*") @Nullable
            String place,

            @Nullable CountryCode country,
            @Nullable @Size(max = 50) List<@NotNull UUID> programIds,

            @Size(max = 1_000) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*") @Nullable
            String source) {

        static CorrectedActivity of(Activity activity) {
            ActivityDetails details = activity.details();
            return new CorrectedActivity(
                    activity.id(),
                    details.kind(),
                    details.title(),
                    details.date(),
                    details.endedOn(),
                    details.place(),
                    details.country(),
                    details.programIds(),
                    details.source());
        }

        Activity activity() {
            return new Activity(
                    id, new ActivityDetails(kind, title, date, endedOn, place, country, orEmpty(programIds), source));
        }
    }

    /** Why something is corrected, and what comes out. */
    record Read(String reason, UnaryOperator<Corrected> change) {}

    /** @throws jp.go.jica.partnerships.conventions.Refusal if the body is no merge patch, or gives no reason */
    Read read(String body) {
        List<ObjectNode> parts = mergePatch.split(body, List.of(Set.of("reason"), DAYS, LISTS));
        Stated stated = mergePatch.apply(parts.get(0), new Stated(null), Stated.class);
        return new Read(String.valueOf(stated.reason()), wrong -> {
            Lists replaced = mergePatch.apply(parts.get(2), lists(wrong), Lists.class);
            return new Corrected(
                    mergePatch.apply(parts.get(3), wrong.details(), AgreementDetails.class),
                    mergePatch
                            .apply(parts.get(1), Days.of(wrong.lifeCycle()), Days.class)
                            .in(wrong.lifeCycle()),
                    orEmpty(replaced.amendments()),
                    orEmpty(replaced.activities()).stream()
                            .map(CorrectedActivity::activity)
                            .toList());
        });
    }

    private static Lists lists(Corrected wrong) {
        return new Lists(
                wrong.amendments(),
                wrong.activities().stream().map(CorrectedActivity::of).toList());
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
