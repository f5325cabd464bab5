package jp.go.jica.partnerships.agreements.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.jspecify.annotations.Nullable;

/** What may be done with agreements; each command is one transaction with one event of the agreement. */
@ApplicationScoped
@Transactional
public class AgreementCommands {

    private final Agreements agreements;
    private final IdGenerator ids;
    private final Clock clock;

    public AgreementCommands(Agreements agreements, IdGenerator ids, Clock clock) {
        this.agreements = agreements;
        this.ids = ids;
        this.clock = clock;
    }

    public Agreement draft(AgreementDetails details) {
        // PostgreSQL keeps microseconds; what is answered must be what is stored.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return agreements.record(Agreement.draft(ids.ordered(), details, now));
    }

    /** The change goes from what may be changed to what it shall be. */
    public Agreement revise(UUID id, Precondition precondition, UnaryOperator<AgreementDetails> change) {
        Agreement agreement = agreements.required(id, precondition);
        return agreements.record(agreement.revise(change.apply(agreement.details()), today()));
    }

    public Agreement activate(UUID id, Precondition precondition, LocalDate on) {
        return agreements.record(agreements.required(id, precondition).activate(on, today()));
    }

    /** On the day given, or today. */
    public Agreement cancel(UUID id, Precondition precondition, @Nullable LocalDate on, String reason) {
        LocalDate day = Objects.requireNonNullElse(on, today());
        return agreements.record(agreements.required(id, precondition).cancel(day, reason, today()));
    }

    public Agreement renew(UUID id, Precondition precondition, LocalDate agreedOn, @Nullable LocalDate effectiveTo) {
        return agreements.record(
                agreements.required(id, precondition).renew(ids.ordered(), agreedOn, effectiveTo, today()));
    }

    public Agreement giveNotice(UUID id, Precondition precondition, LocalDate on, @Nullable String reason) {
        return agreements.record(agreements.required(id, precondition).giveNotice(on, reason, today()));
    }

    /** The change goes from the contents that were agreed last to those that hold from the day on. */
    public Agreement amend(
            UUID id,
            Precondition precondition,
            LocalDate amendedOn,
            LocalDate effectiveFrom,
            String summary,
            UnaryOperator<AgreedContents> change) {
        Agreement agreement = agreements.required(id, precondition);
        AgreedContents contents = change.apply(agreement.details().contents());
        return agreements.record(agreement.amend(ids.ordered(), amendedOn, effectiveFrom, summary, contents, today()));
    }

    public Agreement suspend(UUID id, Precondition precondition, LocalDate on, String reason) {
        return agreements.record(agreements.required(id, precondition).suspend(on, reason, today()));
    }

    public Agreement resume(UUID id, Precondition precondition, LocalDate on) {
        return agreements.record(agreements.required(id, precondition).resume(on, today()));
    }

    public Agreement terminate(UUID id, Precondition precondition, LocalDate on, String reason) {
        return agreements.record(agreements.required(id, precondition).terminate(on, reason, today()));
    }

    /** The change goes from what may have been wrong to what it shall be. */
    public Agreement correct(UUID id, Precondition precondition, String reason, UnaryOperator<Corrected> change) {
        Agreement agreement = agreements.required(id, precondition);
        return agreements.record(agreement.correct(change.apply(agreement.uncorrected()), reason, today()));
    }

    public Agreement annul(UUID id, Precondition precondition, String reason) {
        return agreements.record(agreements.required(id, precondition).annul(reason, today()));
    }

    /** Adds to the track record; since it only adds, it needs no precondition. */
    public Added addActivity(UUID id, ActivityDetails activity) {
        UUID activityId = ids.ordered();
        return new Added(
                agreements.record(agreements.requiredForAdding(id).addActivity(activityId, activity, today())),
                activityId);
    }

    /** The agreement with what is new in it. */
    public record Added(Agreement agreement, UUID newId) {}

    private LocalDate today() {
        return Tokyo.today(clock);
    }
}
