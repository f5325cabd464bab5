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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.PartialDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final LocalDate START = day("2011-10-25");
    private static final AgreementDetails OPEN = details(START, null, null);
    private static final AutomaticRenewal YEARLY = new AutomaticRenewal(12, 30);
    private static final String WARD_OF_YOKOHAMA = "141011";
    private static final UUID PART = UUID.fromString("0193a1b2-0000-7000-8000-000000000002");
    private static final UUID OTHER = UUID.fromString("0193a1b2-0000-7000-8000-000000000003");
    private static final Party.Organisation UNIVERSITY =
            new Party.Organisation("Kobe University", Party.OrganisationType.ACADEMIC);

    @Test
    void aDraftIsNotSignedYet() {
        DomainEvent<Agreement> event = Agreement.draft(ID, OPEN, RECORDED);
        assertThat(event.name()).isEqualTo("AgreementDrafted");
        assertThat(event.before()).isNull();
        assertThat(event.after())
                .isEqualTo(new Agreement(ID, 1, OPEN, LifeCycle.DRAFT, List.of(), List.of(), null, RECORDED));
    }

    @Test
    void activationSignsADraft() {
        DomainEvent<Agreement> event = draft(OPEN).activate(START, TODAY);
        assertThat(event.name()).isEqualTo("AgreementActivated");
        assertThat(event.before()).isEqualTo(draft(OPEN));
        assertThat(event.after().version()).isEqualTo(2);
        assertThat(event.after().lifeCycle()).isEqualTo(LifeCycle.DRAFT.activate(START));
    }

    @Test
    void terminationKeepsTheDayOfSigningAndTellsWhyInTheStateAndInTheJournal() {
        DomainEvent<Agreement> event = signed(OPEN, START).terminate(day("2020-03-31"), "Replaced", TODAY);
        assertThat(event.name()).isEqualTo("AgreementTerminated");
        assertThat(event.reason()).isEqualTo("Replaced");
        assertThat(event.after().lifeCycle().state()).isEqualTo(State.TERMINATED);
        assertThat(event.after().lifeCycle().signedOn()).isEqualTo(START);
        assertThat(event.after().lifeCycle().terminatedOn()).isEqualTo(day("2020-03-31"));
        assertThat(event.after().lifeCycle().terminationReason()).isEqualTo("Replaced");
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
        assertThat(draft(OPEN).activate(TODAY, TODAY).after().lifeCycle().signedOn())
                .isEqualTo(TODAY);
    }

    @Test
    void anAgreementMayBeSignedBeforeAndAfterItTakesEffect() {
        assertThat(signed(OPEN, START.minusYears(1)).lifeCycle().state()).isEqualTo(State.SIGNED);
        assertThat(signed(OPEN, START.plusYears(1)).lifeCycle().state()).isEqualTo(State.SIGNED);
    }

    @Test
    void anAgreementThatHasRunOutCanNeitherBeSignedNorTerminated() {
        AgreementDetails oneYear = details(START, day("2012-10-24"), null);
        refused("dates-out-of-order", () -> draft(oneYear).activate(day("2012-10-25"), TODAY));
        refused("dates-out-of-order", () -> signed(oneYear, START).terminate(day("2012-10-25"), "x", TODAY));
        assertThat(terminated(signed(oneYear, START), day("2012-10-24"))
                        .lifeCycle()
                        .state())
                .isEqualTo(State.TERMINATED);
    }

    @Test
    void anAgreementThatRenewsItselfNeverRunsOut() {
        AgreementDetails renewing = details(START, day("2012-10-24"), YEARLY);
        Agreement lateSigned = signed(renewing, day("2025-01-01"));
        assertThat(terminated(lateSigned, day("2026-01-01")).lifeCycle().state())
                .isEqualTo(State.TERMINATED);
    }

    @Test
    void terminationIsNotBeforeTheAgreementTakesEffectOrIsSigned() {
        refused("dates-out-of-order", () -> signed(OPEN, START).terminate(START.minusDays(1), "x", TODAY));
        refused("dates-out-of-order", () -> signed(OPEN, START.plusDays(9)).terminate(START.plusDays(8), "x", TODAY));
        assertThat(terminated(signed(OPEN, START), START).lifeCycle().state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void theLastDayIsAfterTheFirst() {
        refused("dates-out-of-order", () -> draft(details(START, START, null)));
        refused("dates-out-of-order", () -> draft(details(START, START.minusDays(1), null)));
        assertThat(draft(details(START, START.plusDays(1), null)).lifeCycle().state())
                .isEqualTo(State.DRAFT);
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
        assertThat(signed(underHyogo, day("2007-01-17")).lifeCycle().state()).isEqualTo(State.SIGNED);
        assertThat(signed(underHyogo, day("2012-03-31")).lifeCycle().state()).isEqualTo(State.SIGNED);
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
                new Party(null, null, null, new Party.Organisation("Kobe University", Party.OrganisationType.ACADEMIC));
        assertThat(draft(with(university)).lifeCycle().state()).isEqualTo(State.DRAFT);
    }

    @Test
    void aPartyIsEitherALocalGovernmentOrAnotherOrganisation() {
        LocalGovernmentCode yokohama = LocalGovernmentCode.parse("141003");
        var organisation = new Party.Organisation("Kobe University", Party.OrganisationType.ACADEMIC);
        refused("party-ambiguous", () -> draft(with(new Party(yokohama, null, null, organisation))));
        refused("party-ambiguous", () -> draft(with(new Party(null, null, null, null))));
        refused("party-ambiguous", () -> draft(with(new Party(null, null, "A bureau of what?", organisation))));
    }

    @Test
    void aCityAndItsBureauAreTwoPartiesAndTheSameOneTwiceIsASlip() {
        Party bureau = new Party(LocalGovernmentCode.parse("141003"), null, "Waterworks Bureau", null);
        assertThat(draft(with(localGovernment("141003"), bureau)).details().parties())
                .hasSize(2);
        refused("named-twice", () -> draft(with(bureau, bureau)));
    }

    @Test
    void aPartyMayHaveMadeItUnderANameOfThePast() {
        LocalGovernmentCode shizuoka = LocalGovernmentCode.parse("221007");
        Party shimizu = new Party(shizuoka, "清水市", null, null);
        assertThat(draft(with(shimizu)).details().parties()).containsExactly(shimizu);
        refused("not-its-predecessor", () -> draft(with(new Party(shizuoka, "明石市", null, null))));
        refused("party-ambiguous", () -> draft(with(new Party(null, "清水市", null, UNIVERSITY))));
    }

    @Test
    void whatWasSignedIsRevisedInItsPapersOnly() {
        Agreement signed = signed(OPEN, START);
        Document scan = new Document("Agreement.pdf", "ja", "application/pdf", "0".repeat(64), 1_000L, null);
        AgreementDetails withScan = with(OPEN, List.of(scan));
        assertThat(signed.revise(withScan, TODAY).after().details().documents()).containsExactly(scan);
        refused("agreement-signed", () -> signed.revise(details(START, day("2020-03-31"), null), TODAY));
        assertThat(draft(OPEN)
                        .revise(details(START, day("2020-03-31"), null), TODAY)
                        .name())
                .isEqualTo("AgreementRevised");
    }

    @Test
    void onlyADraftIsCancelled() {
        DomainEvent<Agreement> event = draft(OPEN).cancel(START, "The city withdrew", TODAY);
        assertThat(event.after().lifeCycle().state()).isEqualTo(State.CANCELLED);
        assertThat(event.reason()).isEqualTo("The city withdrew");
        refused("agreement-not-draft", () -> signed(OPEN, START).cancel(START, "x", TODAY));
        refused("agreement-cancelled", () -> event.after().revise(OPEN, TODAY));
    }

    @Test
    void aRenewalAddsATermFromTheNextDayUnderTheSameNumber() {
        Agreement signed = signed(details(START, day("2012-10-24"), null), START);
        Agreement renewed =
                signed.renew(PART, day("2012-10-24"), day("2015-10-24"), TODAY).after();
        assertThat(renewed.lifeCycle().renewals())
                .containsExactly(new Renewal(PART, day("2012-10-24"), day("2012-10-25"), day("2015-10-24")));
        assertThat(renewed.inForceOn(day("2012-10-24"))).isTrue();
        assertThat(renewed.inForceOn(day("2012-10-25"))).isTrue();
        assertThat(renewed.standingOn(day("2015-10-25"))).isEqualTo(Standing.EXPIRED);
        refused("agreement-run-out", () -> signed.renew(PART, day("2012-10-25"), null, TODAY));
        refused("agreement-open", () -> signed(OPEN, START).renew(PART, START, null, TODAY));
        refused("dates-out-of-order", () -> signed.renew(PART, day("2012-10-01"), day("2012-10-24"), TODAY));
    }

    @Test
    void noticeInTimeEndsWhatRenewsItselfAndNoticeTooLateEndsTheNextTerm() {
        Agreement signed = signed(details(START, day("2012-10-24"), YEARLY), START);
        assertThat(signed.end()).isNull();
        assertThat(signed.giveNotice(day("2012-09-24"), null, TODAY).after().end())
                .isEqualTo(day("2012-10-24"));
        assertThat(signed.giveNotice(day("2012-09-25"), null, TODAY).after().end())
                .isEqualTo(day("2013-10-24"));
        refused("not-renewed-automatically", () -> signed(OPEN, START).giveNotice(START, null, TODAY));
        refused(
                "notice-given",
                () -> signed.giveNotice(START, null, TODAY).after().giveNotice(START, null, TODAY));
    }

    @Test
    void anAmendmentHoldsFromItsDayAndTheStateBeforeCanStillBeAsked() {
        Agreement signed = signed(OPEN, START);
        AgreedContents more = signed.details()
                .contents()
                .with(null, null, List.of(CooperationField.WATER, CooperationField.SEWERAGE), null);
        Agreement amended = signed.amend(PART, day("2015-03-01"), day("2015-04-01"), "Sewerage too", more, TODAY)
                .after();
        assertThat(amended.details().fields()).hasSize(2);
        assertThat(amended.amendments().get(0).changed()).containsExactly("fields");
        assertThat(amended.asOf(day("2015-03-31")).details().fields()).containsExactly(CooperationField.WATER);
        assertThat(amended.asOf(day("2015-03-31")).amendments()).hasSize(1);
        assertThat(amended.asOf(day("2015-02-28")).amendments()).isEmpty();
        assertThat(amended.asOf(day("2015-04-01")).details().fields()).hasSize(2);
        refused("nothing-amended", () -> amended.amend(OTHER, START, day("2015-05-01"), "x", more, TODAY));
        AgreedContents less = signed.details().contents();
        refused("dates-out-of-order", () -> amended.amend(OTHER, START, day("2015-03-31"), "x", less, TODAY));
        refused("agreement-not-signed", () -> draft(OPEN).amend(OTHER, START, START, "x", more, TODAY));
    }

    @Test
    void whileItIsSuspendedItIsNotInForce() {
        Agreement suspended =
                signed(OPEN, START).suspend(day("2012-01-01"), "Flood", TODAY).after();
        assertThat(suspended.lifeCycle().state()).isEqualTo(State.SUSPENDED);
        assertThat(suspended.standingOn(day("2012-01-01"))).isEqualTo(Standing.SUSPENDED);
        assertThat(suspended.inForceOn(day("2011-12-31"))).isTrue();
        Agreement resumed = suspended.resume(day("2012-02-01"), TODAY).after();
        assertThat(resumed.lifeCycle().state()).isEqualTo(State.SIGNED);
        assertThat(resumed.inForceOn(day("2012-01-31"))).isFalse();
        assertThat(resumed.inForceOn(day("2012-02-01"))).isTrue();
        refused("agreement-not-suspended", () -> resumed.resume(day("2012-03-01"), TODAY));
        refused("dates-out-of-order", () -> suspended.resume(day("2012-01-01"), TODAY));
        refused("dates-out-of-order", () -> signed(OPEN, START).suspend(START.minusDays(1), "x", TODAY));
    }

    @Test
    void aPredecessorHasOneSuccessorAndIsReinstatedWhenThatWasNone() {
        Agreement signed = signed(OPEN, START);
        Agreement followed = signed.supersede(OTHER, day("2015-04-01"), TODAY).after();
        assertThat(followed.inForceOn(day("2015-03-31"))).isTrue();
        assertThat(followed.standingOn(day("2015-04-01"))).isEqualTo(Standing.SUPERSEDED);
        refused("predecessor-superseded", () -> followed.supersede(PART, day("2016-04-01"), TODAY));
        refused("predecessor-not-signed", () -> draft(OPEN).supersede(OTHER, day("2015-04-01"), TODAY));
        refused("dates-out-of-order", () -> signed.supersede(OTHER, START, TODAY));
        assertThat(followed.reinstate(TODAY).after().inForceOn(day("2015-04-01")))
                .isTrue();
    }

    @Test
    void whatGoesOnSinceAYearNeedsASource() {
        Agreement signed = signed(OPEN, START);
        assertThat(signed.addActivity(PART, support("https://example.org"), TODAY)
                        .after()
                        .activities())
                .hasSize(1);
        refused("source-missing", () -> signed.addActivity(PART, support(null), TODAY));
        refused("agreement-not-signed", () -> draft(OPEN).addActivity(PART, support("x"), TODAY));
    }

    @Test
    void whatWasEnteredInErrorIsInForceOnNoDayAndNoLongerChanges() {
        Agreement annulled = signed(OPEN, START).annul("Entered twice", TODAY).after();
        assertThat(annulled.inForceOn(TODAY)).isFalse();
        assertThat(annulled.standingOn(TODAY)).isEqualTo(Standing.ANNULLED);
        refused("agreement-annulled", () -> annulled.terminate(TODAY, "x", TODAY));
        refused("agreement-annulled", () -> annulled.annul("x", TODAY));
    }

    @Test
    void aCorrectionPutsDaysRightAndTakesNoStep() {
        Agreement signed = signed(OPEN, START);
        Corrected wrong = signed.uncorrected();
        Corrected earlier =
                new Corrected(wrong.details(), LifeCycle.DRAFT.activate(START.minusDays(1)), List.of(), List.of());
        assertThat(signed.correct(earlier, "Misread", TODAY).after().lifeCycle().signedOn())
                .isEqualTo(START.minusDays(1));
        Corrected unsigned = new Corrected(wrong.details(), LifeCycle.DRAFT, List.of(), List.of());
        assertThatIllegalArgumentException().isThrownBy(() -> signed.correct(unsigned, "x", TODAY));
    }

    @Test
    void whatCameTrueByItsDateIsAnnouncedOnceInOrderHoweverLateItIsLookedFor() {
        Agreement agreement = signed(details(START, day("2012-10-24"), YEARLY), START)
                .giveNotice(day("2014-01-01"), null, TODAY)
                .after();
        List<String> told = new ArrayList<>();
        while (agreement.announce(TODAY).isPresent()) {
            DomainEvent<Agreement> event = agreement.announce(TODAY).get();
            agreement = event.after();
            told.add("%s %s %s"
                    .formatted(
                            event.name(),
                            agreement.lifeCycle().renewedOn(),
                            agreement.lifeCycle().expiredOn()));
        }
        assertThat(told)
                .containsExactly(
                        "AgreementRenewed 2012-10-25 null",
                        "AgreementRenewed 2013-10-25 null",
                        "AgreementExpired 2013-10-25 2014-10-24");
        assertThat(agreement.announcementDue()).isEmpty();
    }

    @Test
    void anExpiryIsTakenBackWhenARenewalIsEnteredLate() {
        Agreement expired = signed(details(START, day("2012-10-24"), null), START)
                .announce(day("2012-10-25"))
                .orElseThrow()
                .after();
        assertThat(expired.lifeCycle().expiredOn()).isEqualTo(day("2012-10-24"));
        Agreement renewed = expired.renew(PART, day("2012-10-24"), null, TODAY).after();
        assertThat(renewed.lifeCycle().expiredOn()).isNull();
        assertThat(renewed.announcementDue()).isEmpty();
    }

    @Test
    void nothingIsAnnouncedOnTheLastDayItself() {
        Agreement signed = signed(details(START, day("2012-10-24"), null), START);
        assertThat(signed.announce(day("2012-10-24"))).isEmpty();
        assertThat(signed.announcementDue()).hasValue(day("2012-10-25"));
    }

    private static ActivityDetails support(@Nullable String source) {
        return new ActivityDetails(
                ActivityDetails.Kind.CONTINUING_SUPPORT,
                new BilingualText("Support of waterworks", "水道への支援"),
                PartialDate.parse("1973"),
                null,
                null,
                null,
                List.of(),
                source);
    }

    private static AgreementDetails with(AgreementDetails details, List<Document> documents) {
        return details.withPapersOf(new AgreementDetails(
                details.agreementNumber(),
                details.type(),
                details.title(),
                details.leadOffice(),
                details.parties(),
                details.fields(),
                details.countries(),
                details.effectiveFrom(),
                details.effectiveTo(),
                details.automaticRenewal(),
                details.predecessor(),
                details.signatories(),
                documents,
                details.notes()));
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
