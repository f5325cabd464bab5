package jp.go.jica.partnerships.participants.participation;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernment;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import org.jspecify.annotations.Nullable;

/**
 * Who is to take part in what, and from where.
 *
 * @param sendingCountryReason with {@code ZZ}, and only then
 * @param hostLocalGovernments where the person is received
 */
public record Nomination(
        UUID participantId,
        UUID programRunId,
        UUID programId,
        CountryCode sendingCountry,
        @Nullable SendingCountryReason sendingCountryReason,
        Term term,
        List<LocalGovernmentCode> hostLocalGovernments) {

    /** What of it may change. */
    Revision revision() {
        return new Revision(sendingCountry, sendingCountryReason, term, hostLocalGovernments);
    }

    Nomination revised(Revision to) {
        return new Nomination(
                participantId,
                programRunId,
                programId,
                to.sendingCountry(),
                to.sendingCountryReason(),
                to.term(),
                to.hostLocalGovernments());
    }

    void check(KnownRun run) {
        boolean noCountry = sendingCountry.equals(Countries.NONE);
        if (noCountry && sendingCountryReason == null) {
            throw Refusal.brokenRule(
                    "reason-missing", "/sendingCountryReason", "ZZ needs the reason why no country sends the person");
        }
        if (!noCountry && sendingCountryReason != null) {
            throw Refusal.brokenRule(
                    "reason-without-need", "/sendingCountryReason", "A reason is given with ZZ and not with a country");
        }
        if (new HashSet<>(hostLocalGovernments).size() < hostLocalGovernments.size()) {
            throw Refusal.brokenRule("named-twice", "/hostLocalGovernments", "A local government stands there twice");
        }
        checkCodesOfTheRunsDays(run);
    }

    // A code counts as long as it was there on any day of the run.
    private void checkCodesOfTheRunsDays(KnownRun run) {
        Country country = Countries.of(sendingCountry);
        requireThere(
                "/sendingCountry",
                sendingCountry,
                country.introduced(),
                country.withdrawn() == null ? null : country.withdrawn().lastDay(),
                run);
        for (int i = 0; i < hostLocalGovernments.size(); i++) {
            LocalGovernment host = LocalGovernments.of(hostLocalGovernments.get(i));
            requireThere("/hostLocalGovernments/" + i, host.code(), host.validFrom(), host.validTo(), run);
        }
    }

    private static void requireThere(
            String pointer, Object code, @Nullable LocalDate first, @Nullable LocalDate last, KnownRun run) {
        if (first != null && first.isAfter(run.plannedEnd())) {
            throw Refusal.brokenRule("code-not-valid", pointer, "%s is there from %s on".formatted(code, first));
        }
        if (last != null && last.isBefore(run.plannedStart())) {
            throw Refusal.brokenRule("code-not-valid", pointer, "%s was there until %s".formatted(code, last));
        }
    }
}
