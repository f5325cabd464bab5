package jp.go.jica.partnerships.agreements.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/** Agreements that tests start from. */
final class Samples {

    static final Instant RECORDED = Instant.parse("2026-11-24T03:00:00Z");
    static final UUID ID = UUID.fromString("0193a1b2-0000-7000-8000-000000000001");
    static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private Samples() {}

    static Party localGovernment(String code) {
        return new Party(LocalGovernmentCode.parse(code), null, null, null);
    }

    /** Yokohama's agreement of 2011, with these terms. */
    static AgreementDetails details(
            LocalDate effectiveFrom, @Nullable LocalDate effectiveTo, @Nullable AutomaticRenewal renewal) {
        return details("YOK", List.of(localGovernment("141003")), effectiveFrom, effectiveTo, renewal);
    }

    static AgreementDetails details(
            String leadOffice,
            List<Party> parties,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            @Nullable AutomaticRenewal renewal) {
        return new AgreementDetails(
                "A-YOK",
                AgreementType.COMPREHENSIVE_COOPERATION,
                new BilingualText("Comprehensive cooperation agreement", "包括連携協定"),
                OfficeCode.parse(leadOffice),
                parties,
                List.of(CooperationField.WATER),
                List.of(),
                effectiveFrom,
                effectiveTo,
                renewal,
                null,
                List.of(),
                List.of(),
                null);
    }

    static Agreement draft(AgreementDetails details) {
        return Agreement.draft(ID, details, RECORDED).after();
    }

    static Agreement signed(AgreementDetails details, LocalDate signedOn) {
        return draft(details).activate(signedOn, TODAY).after();
    }

    static Agreement terminated(Agreement signed, LocalDate terminatedOn) {
        return signed.terminate(terminatedOn, "Both sides agreed to end it", TODAY)
                .after();
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
