package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.Samples.ID;
import static jp.go.jica.partnerships.agreements.agreement.Samples.RECORDED;
import static jp.go.jica.partnerships.agreements.agreement.Samples.TODAY;
import static jp.go.jica.partnerships.agreements.agreement.Samples.day;
import static jp.go.jica.partnerships.agreements.agreement.Samples.details;
import static jp.go.jica.partnerships.agreements.agreement.Samples.draft;
import static jp.go.jica.partnerships.agreements.agreement.Samples.localGovernment;
import static jp.go.jica.partnerships.agreements.agreement.Samples.signed;
import static jp.go.jica.partnerships.agreements.agreement.Samples.terminated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final LocalDate START = day("2011-10-25");
    private static final AgreementDetails OPEN = details(START, null, null);
    private static final AutomaticRenewal YEARLY = new AutomaticRenewal(12, 30);
    private static final String WARD_OF_YOKOHAMA = "141011";

    @Test
    void aDraftIsNotSignedYet() {
        DomainEvent<Agreement> event = Agreement.draft(ID, OPEN, RECORDED);
        assertThat(event.name()).isEqualTo("AgreementDrafted");
        assertThat(event.before()).isNull();
        assertThat(event.after()).isEqualTo(new Agreement(ID, 1, OPEN, State.DRAFT, null, null, null, RECORDED));
    }

    @Test
    void activationSignsADraft() {
        DomainEvent<Agreement> event = draft(OPEN).activate(START, TODAY);
        assertThat(event.name()).isEqualTo("AgreementActivated");
        assertThat(event.before()).isEqualTo(draft(OPEN));
        assertThat(event.after()).isEqualTo(new Agreement(ID, 2, OPEN, State.SIGNED, START, null, null, RECORDED));
    }

    @Test
    void terminationKeepsTheDayOfSigningAndTellsWhyInTheStateAndInTheJournal() {
        DomainEvent<Agreement> event = signed(OPEN, START).terminate(day("2020-03-31"), "Replaced", TODAY);
        assertThat(event.name()).isEqualTo("AgreementTerminated");
        assertThat(event.reason()).isEqualTo("Replaced");
        assertThat(event.after())
                .isEqualTo(
                        new Agreement(ID, 3, OPEN, State.TERMINATED, START, day("2020-03-31"), "Replaced", RECORDED));
    }

    @Test
    void signedAgreementCannotBeActivatedAgain() {
        refused("agreement-not-draft", () -> signed(OPEN, START).activate(START, TODAY));
    }

    @Test
    void terminatedAgreementCannotBeActivated() {
        Agreement ended = terminated(signed(OPEN, START), day("2020-03-31"));
        refused("agreement-not-draft", () -> ended.activate(START, TODAY));
    }

    @Test
    void draftCannotBeTerminated() {
        refused("agreement-not-signed", () -> draft(OPEN).terminate(START, "x", TODAY));
    }

    @Test
    void terminatedAgreementCannotBeTerminatedAgain() {
        Agreement ended = terminated(signed(OPEN, START), day("2020-03-31"));
        refused("agreement-not-signed", () -> ended.terminate(day("2021-03-31"), "x", TODAY));
    }

    @Test
    void signingAndTerminationHappenTodayAtTheLatest() {
        refused("date-in-future", () -> draft(OPEN).activate(TODAY.plusDays(1), TODAY));
        refused("date-in-future", () -> signed(OPEN, START).terminate(TODAY.plusDays(1), "x", TODAY));
        assertThat(draft(OPEN).activate(TODAY, TODAY).after().signedOn()).isEqualTo(TODAY);
    }

    @Test
    void anAgreementMayBeSignedBeforeAndAfterItTakesEffect() {
        assertThat(signed(OPEN, START.minusYears(1)).state()).isEqualTo(State.SIGNED);
        assertThat(signed(OPEN, START.plusYears(1)).state()).isEqualTo(State.SIGNED);
    }

    @Test
    void anAgreementThatHasRunOutCanNeitherBeSignedNorTerminated() {
        AgreementDetails oneYear = details(START, day("2012-10-24"), null);
        refused("dates-out-of-order", () -> draft(oneYear).activate(day("2012-10-25"), TODAY));
        refused("dates-out-of-order", () -> signed(oneYear, START).terminate(day("2012-10-25"), "x", TODAY));
        assertThat(terminated(signed(oneYear, START), day("2012-10-24")).state())
                .isEqualTo(State.TERMINATED);
    }

    @Test
    void anAgreementThatRenewsItselfNeverRunsOut() {
        AgreementDetails renewing = details(START, day("2012-10-24"), YEARLY);
        Agreement lateSigned = signed(renewing, day("2025-01-01"));
        assertThat(terminated(lateSigned, day("2026-01-01")).state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void terminationIsNotBeforeTheAgreementTakesEffectOrIsSigned() {
        refused("dates-out-of-order", () -> signed(OPEN, START).terminate(START.minusDays(1), "x", TODAY));
        refused("dates-out-of-order", () -> signed(OPEN, START.plusDays(9)).terminate(START.plusDays(8), "x", TODAY));
        assertThat(terminated(signed(OPEN, START), START).state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void theLastDayIsAfterTheFirst() {
        refused("dates-out-of-order", () -> draft(details(START, START, null)));
        refused("dates-out-of-order", () -> draft(details(START, START.minusDays(1), null)));
        assertThat(draft(details(START, START.plusDays(1), null)).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void onlyATermThatEndsCanBeRenewed() {
        refused("renewal-without-end", () -> draft(details(START, null, YEARLY)));
    }

    @Test
    void aSiteCannotLead() {
        refused("office-cannot-lead", () -> draft(ledBy("HKD-O")));
    }

    @Test
    void anOfficeOfThePastSignsInItsTimeOnly() {
        AgreementDetails underHyogo = details("HYG", List.of(localGovernment("280003")), day("2007-01-17"), null, null);
        assertThat(signed(underHyogo, day("2007-01-17")).state()).isEqualTo(State.SIGNED);
        assertThat(signed(underHyogo, day("2012-03-31")).state()).isEqualTo(State.SIGNED);
        refused("office-not-valid", () -> draft(underHyogo).activate(day("2012-04-01"), TODAY));
        refused("office-not-valid", () -> draft(ledBy("KNS")).activate(day("2012-03-31"), TODAY));
    }

    @Test
    void aWardOfADesignatedCityCannotSignAlone() {
        refused("no-party-can-sign", () -> draft(with(localGovernment(WARD_OF_YOKOHAMA))));
        refused("no-party-can-sign", () -> draft(with()));
        assertThat(draft(with(localGovernment(WARD_OF_YOKOHAMA), localGovernment("141003")))
                        .details()
                        .parties())
                .hasSize(2);
    }

    @Test
    void anotherOrganisationCanSign() {
        Party university =
                new Party(null, null, new Party.Organisation("Kobe University", Party.OrganisationType.ACADEMIC));
        assertThat(draft(with(university)).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void aPartyIsEitherALocalGovernmentOrAnotherOrganisation() {
        LocalGovernmentCode yokohama = LocalGovernmentCode.parse("141003");
        var organisation = new Party.Organisation("Kobe University", Party.OrganisationType.ACADEMIC);
        refused("party-ambiguous", () -> draft(with(new Party(yokohama, null, organisation))));
        refused("party-ambiguous", () -> draft(with(new Party(null, null, null))));
        refused("party-ambiguous", () -> draft(with(new Party(null, "A bureau of what?", organisation))));
    }

    @Test
    void aCityAndItsBureauAreTwoPartiesAndTheSameOneTwiceIsASlip() {
        Party bureau = new Party(LocalGovernmentCode.parse("141003"), "Waterworks Bureau", null);
        assertThat(draft(with(localGovernment("141003"), bureau)).details().parties())
                .hasSize(2);
        refused("named-twice", () -> draft(with(bureau, bureau)));
    }

    private static AgreementDetails ledBy(String office) {
        return details(office, List.of(localGovernment("280003")), START, null, null);
    }

    private static AgreementDetails with(Party... parties) {
        return details("YOK", List.of(parties), START, null, null);
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(act)
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Refusal.Violation::code)
                        .containsExactly(code));
    }
}
