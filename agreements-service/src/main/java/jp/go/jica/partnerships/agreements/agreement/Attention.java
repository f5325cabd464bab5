package jp.go.jica.partnerships.agreements.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.go.jica.partnerships.conventions.Warning;
import jp.go.jica.partnerships.referencedata.LocalGovernment;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import org.jspecify.annotations.Nullable;

/** What of an agreement somebody should look at, although nothing forbids it. */
@ApplicationScoped
public class Attention {

    /** How far ahead the answer to a change looks. */
    public static final Period USUAL = Period.ofDays(90);

    private static final Period LONG_BEFORE_EFFECT = Period.ofMonths(6);

    private final Agreements agreements;

    public Attention(Agreements agreements) {
        this.agreements = agreements;
    }

    /**
     * Everything that needs attention on a day.
     *
     * @param within how far ahead ends and deadlines are looked for
     */
    public List<Warning> of(Agreement agreement, LocalDate today, Period within) {
        List<Warning> warnings = new ArrayList<>();
        if (agreement.annulledOn() != null || agreement.lifeCycle().state() == State.CANCELLED) {
            return warnings;
        }
        addOverlaps(warnings, agreement);
        addEarlySignature(warnings, agreement);
        addPartiesOfOtherTimes(warnings, agreement);
        addEnd(warnings, agreement, today, today.plus(within));
        return warnings;
    }

    private void addOverlaps(List<Warning> warnings, Agreement agreement) {
        if (agreement.details().type() != AgreementType.COMPREHENSIVE_COOPERATION) {
            return;
        }
        for (Agreement other : agreements.comprehensiveBeside(agreement, firstDay(agreement))) {
            if (!other.id().equals(agreement.details().predecessor())
                    && !agreement.id().equals(other.details().predecessor())
                    && overlap(agreement, other)) {
                warnings.add(new Warning(
                        "/parties/" + sharedParty(agreement, other),
                        "overlapping-agreement",
                        "The comprehensive agreement %s with the same local government is in force at the same time"
                                .formatted(other.details().agreementNumber())));
            }
        }
    }

    private static boolean overlap(Agreement one, Agreement other) {
        return beginsNotAfter(one, other.end()) && beginsNotAfter(other, one.end());
    }

    private static boolean beginsNotAfter(Agreement agreement, @Nullable LocalDate end) {
        return end == null || !firstDay(agreement).isAfter(end);
    }

    // A draft has no first day in force yet.
    private static LocalDate firstDay(Agreement agreement) {
        LocalDate begin = agreement.begin();
        return begin == null ? agreement.details().effectiveFrom() : begin;
    }

    private static int sharedParty(Agreement agreement, Agreement other) {
        List<LocalGovernmentCode> others = other.details().parties().stream()
                .map(Party::localGovernment)
                .filter(Objects::nonNull)
                .toList();
        List<Party> parties = agreement.details().parties();
        for (int i = 0; i < parties.size(); i++) {
            LocalGovernmentCode code = parties.get(i).localGovernment();
            if (code != null && others.contains(code)) {
                return i;
            }
        }
        return 0;
    }

    private static void addEarlySignature(List<Warning> warnings, Agreement agreement) {
        LocalDate signed = agreement.lifeCycle().signedOn();
        LocalDate effective = agreement.details().effectiveFrom();
        if (signed != null && signed.plus(LONG_BEFORE_EFFECT).isBefore(effective)) {
            warnings.add(new Warning(
                    "/signedOn",
                    "signed-long-before-effect",
                    "It was signed on %s and takes effect on %s only".formatted(signed, effective)));
        }
    }

    private static void addPartiesOfOtherTimes(List<Warning> warnings, Agreement agreement) {
        LocalDate begin = agreement.details().effectiveFrom();
        List<Party> parties = agreement.details().parties();
        for (int i = 0; i < parties.size(); i++) {
            LocalGovernmentCode code = parties.get(i).localGovernment();
            if (code != null && parties.get(i).formerName() == null) {
                LocalGovernment party = LocalGovernments.of(code);
                if (!party.validOn(begin)) {
                    warnings.add(new Warning(
                            "/parties/%d/localGovernment".formatted(i),
                            "code-of-another-time",
                            "%s did not bear the code %s on %s; formerName tells who made the agreement"
                                    .formatted(party.name().en(), code, begin)));
                }
            }
        }
    }

    private static void addEnd(List<Warning> warnings, Agreement agreement, LocalDate today, LocalDate until) {
        if (!agreement.lifeCycle().isRunning()) {
            return;
        }
        agreement
                .expiry()
                .filter(last -> !last.isBefore(today) && !last.isAfter(until))
                .ifPresent(last -> warnings.add(new Warning(
                        "/effectiveTo",
                        "expiring-without-successor",
                        "It runs out on %s; neither a renewal nor a successor is known".formatted(last))));
        LocalDate deadline =
                agreement.termOn(today).map(agreement::noticeDeadline).orElse(null);
        if (deadline != null && !deadline.isBefore(today) && !deadline.isAfter(until)) {
            warnings.add(new Warning(
                    "/automaticRenewal",
                    "notice-deadline",
                    "Without notice until %s it is renewed for another %d months"
                            .formatted(
                                    deadline,
                                    agreement.details().automaticRenewal() == null
                                            ? 0
                                            : agreement
                                                    .details()
                                                    .automaticRenewal()
                                                    .months())));
        }
    }
}
