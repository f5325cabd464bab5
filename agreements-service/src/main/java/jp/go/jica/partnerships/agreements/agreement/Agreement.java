package jp.go.jica.partnerships.agreements.agreement;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.Offices;
import org.jspecify.annotations.Nullable;

/**
 * A cooperation agreement, from its draft to its end. A value: each verb returns the event with the agreement as it is
 * afterwards. That it is in force or has expired follows from its dates and is stored nowhere.
 *
 * @param terminatedOn the last day on which it is in force
 */
public record Agreement(
        UUID id,
        int version,
        @JsonUnwrapped AgreementDetails details,
        State state,
        @Nullable LocalDate signedOn,
        @Nullable LocalDate terminatedOn,
        @Nullable String terminationReason,
        Instant recordedAt)
        implements Aggregate {

    static DomainEvent<Agreement> draft(UUID id, AgreementDetails details, Instant at) {
        details.check();
        return DomainEvent.first("AgreementDrafted", new Agreement(id, 1, details, State.DRAFT, null, null, null, at));
    }

    DomainEvent<Agreement> activate(LocalDate on, LocalDate today) {
        if (state != State.DRAFT) {
            throw Refusal.stateConflict(
                    "agreement-not-draft", "Only a draft agreement can be activated; this one is %s".formatted(state));
        }
        refuseFuture("/signedOn", on, today);
        if (!Offices.of(details.leadOffice()).validOn(on)) {
            throw Refusal.brokenRule(
                    "office-not-valid", "/signedOn", "%s did not exist on %s".formatted(details.leadOffice(), on));
        }
        if (hasRunOutBefore(on)) {
            throw Refusal.brokenRule(
                    "dates-out-of-order", "/signedOn", "The agreement would have run out before it was signed");
        }
        return changed("AgreementActivated", State.SIGNED, on, null, null);
    }

    DomainEvent<Agreement> terminate(LocalDate on, String reason, LocalDate today) {
        if (state != State.SIGNED) {
            throw Refusal.stateConflict(
                    "agreement-not-signed",
                    "Only a signed agreement can be terminated; this one is %s".formatted(state));
        }
        refuseFuture("/terminatedOn", on, today);
        if (on.isBefore(details.effectiveFrom()) || (signedOn != null && on.isBefore(signedOn))) {
            throw Refusal.brokenRule(
                    "dates-out-of-order", "/terminatedOn", "%s is before the agreement took effect".formatted(on));
        }
        if (hasRunOutBefore(on)) {
            throw Refusal.brokenRule(
                    "dates-out-of-order", "/terminatedOn", "The agreement had run out before %s".formatted(on));
        }
        return changed("AgreementTerminated", State.TERMINATED, signedOn, on, reason)
                .because(reason);
    }

    /**
     * Whether the agreement is in force on a day, both ends of every span included: signed, within its terms and not
     * terminated before. A term that is renewed automatically is always followed by another, since nobody can give
     * notice yet.
     */
    public boolean inForceOn(LocalDate day) {
        if (signedOn == null || day.isBefore(signedOn) || (terminatedOn != null && day.isAfter(terminatedOn))) {
            return false;
        }
        LocalDate begin = details.terms().beginOfTermAt(day);
        if (begin == null) {
            return false;
        }
        // A renewal does not begin on the day of a termination; the first term does.
        return !begin.equals(terminatedOn) || begin.equals(details.effectiveFrom());
    }

    private boolean hasRunOutBefore(LocalDate day) {
        return !day.isBefore(details.effectiveFrom()) && details.terms().beginOfTermAt(day) == null;
    }

    private static void refuseFuture(String pointer, LocalDate date, LocalDate today) {
        if (date.isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", pointer, "%s is still to come".formatted(date));
        }
    }

    private DomainEvent<Agreement> changed(
            String event,
            State newState,
            @Nullable LocalDate signed,
            @Nullable LocalDate terminated,
            @Nullable String reason) {
        return DomainEvent.change(
                event, this, new Agreement(id, version + 1, details, newState, signed, terminated, reason, recordedAt));
    }
}
