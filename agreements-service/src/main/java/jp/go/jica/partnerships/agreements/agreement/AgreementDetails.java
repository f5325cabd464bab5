package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder states of an agreement: the body of its creation.
 *
 * @param agreementNumber JICA's own number of it, unique
 * @param leadOffice the one office that answers for it, of today or of the past; a site cannot
 * @param parties with whom JICA makes it; at least one of them can sign
 * @param fields what it is about
 * @param countries in which the parties want to work together; none if it names none
 * @param effectiveTo last day of the first term, null if it is open
 * @param automaticRenewal only for an agreement with a last day
 * @param notes narrative, shown as it stands
 */
public record AgreementDetails(
        @NotBlank @Size(max = 60) String agreementNumber,
        @NotNull AgreementType type,
        @NotNull @Valid BilingualText title,
        @NotNull OfficeCode leadOffice,
        @Size(max = 100) List<@NotNull @Valid Party> parties,
        @Size(max = 20) List<@NotNull CooperationField> fields,
        @Size(max = 250) List<@NotNull CountryCode> countries,
        @NotNull LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Valid @Nullable AutomaticRenewal automaticRenewal,
        @Size(max = 50) List<@NotNull @Valid Signatory> signatories,
        @Size(max = 10_000) @Nullable String notes) {

    public AgreementDetails {
        parties = listOrEmpty(parties);
        fields = listOrEmpty(fields);
        countries = listOrEmpty(countries);
        signatories = listOrEmpty(signatories);
    }

    // Jackson hands over null for a list that is absent. A null within a list is Bean Validation's to refuse.
    private static <T> List<T> listOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** The rules that bind at any time; those that bind from a state on stand at the command that enters it. */
    void check() {
        if (effectiveTo != null && !effectiveTo.isAfter(effectiveFrom)) {
            throw Refusal.brokenRule("dates-out-of-order", "/effectiveTo", "effectiveTo is not after effectiveFrom");
        }
        if (automaticRenewal != null && effectiveTo == null) {
            throw Refusal.brokenRule(
                    "renewal-without-end",
                    "/automaticRenewal",
                    "Only a term that ends can be renewed: give effectiveTo");
        }
        if (!Offices.of(leadOffice).canLead()) {
            throw Refusal.brokenRule(
                    "office-cannot-lead", "/leadOffice", "%s is a site and cannot lead".formatted(leadOffice));
        }
        for (int i = 0; i < parties.size(); i++) {
            if (!parties.get(i).namesOneParty()) {
                throw Refusal.brokenRule(
                        "party-ambiguous",
                        "/parties/" + i,
                        "Either localGovernment, with its unit if one acts for it, or organisation is wanted");
            }
        }
        if (parties.stream().noneMatch(Party::canSign)) {
            throw Refusal.brokenRule(
                    "no-party-can-sign",
                    "/parties",
                    "A party that can sign is needed; a ward of a designated city is an office of its city and cannot");
        }
        refuseRepetition("/parties", parties);
        refuseRepetition("/fields", fields);
        refuseRepetition("/countries", countries);
    }

    Terms terms() {
        return new Terms(effectiveFrom, effectiveTo, automaticRenewal == null ? null : automaticRenewal.months());
    }

    private static void refuseRepetition(String pointer, List<?> list) {
        var seen = new HashSet<Object>();
        for (int i = 0; i < list.size(); i++) {
            if (!seen.add(list.get(i))) {
                throw Refusal.brokenRule("named-twice", pointer + "/" + i, "The same stands there twice");
            }
        }
    }
}
