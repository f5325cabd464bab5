package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import org.jspecify.annotations.Nullable;

/**
 * What a recorder states of an agreement: the body of its creation, and what a PATCH may change.
 *
 * @param agreementNumber JICA's own number of it, unique
 * @param leadOffice the one office that answers for it, of today or of the past; a site cannot
 * @param parties with whom JICA makes it; at least one of them can sign
 * @param fields what it is about
 * @param countries in which the parties want to work together; none if it names none
 * @param effectiveTo last day of the first term, null if it is open
 * @param automaticRenewal only for an agreement with a last day
 * @param predecessor the agreement whose place this one takes from its first day on
 * @param documents its papers, which are kept elsewhere
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
        @Nullable UUID predecessor,
        @Size(max = 50) List<@NotNull @Valid Signatory> signatories,
        @Size(max = 50) List<@NotNull @Valid Document> documents,
        @Size(max = 10_000) @Nullable String notes) {

    public AgreementDetails {
        parties = listOrEmpty(parties);
        fields = listOrEmpty(fields);
        countries = listOrEmpty(countries);
        signatories = listOrEmpty(signatories);
        documents = listOrEmpty(documents);
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
            parties.get(i).check("/parties/" + i);
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

    AgreedContents contents() {
        return new AgreedContents(title, parties, fields, countries);
    }

    /** The same with other contents. */
    AgreementDetails with(AgreedContents contents) {
        return new AgreementDetails(
                agreementNumber,
                type,
                contents.title(),
                leadOffice,
                contents.parties(),
                contents.fields(),
                contents.countries(),
                effectiveFrom,
                effectiveTo,
                automaticRenewal,
                predecessor,
                signatories,
                documents,
                notes);
    }

    /** The same with what the other one has of papers, of who signed them, and of notes. */
    AgreementDetails withPapersOf(AgreementDetails other) {
        return new AgreementDetails(
                agreementNumber,
                type,
                title,
                leadOffice,
                parties,
                fields,
                countries,
                effectiveFrom,
                effectiveTo,
                automaticRenewal,
                predecessor,
                other.signatories,
                other.documents,
                other.notes);
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
