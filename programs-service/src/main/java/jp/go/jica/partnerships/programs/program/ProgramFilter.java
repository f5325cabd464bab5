package jp.go.jica.partnerships.programs.program;

import java.util.List;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import jp.go.jica.partnerships.referencedata.SectorCode;

/**
 * Which programs are listed: those that fit every filter given, each by any of its values.
 *
 * @param fiscalYears of the adoption
 * @param texts parts of the titles or the program code
 */
public record ProgramFilter(
        List<String> programCodes,
        List<SchemeCode> schemes,
        List<FiscalYear> fiscalYears,
        List<OfficeCode> leadOffices,
        List<CountryCode> countries,
        List<LocalGovernmentCode> localGovernments,
        List<SectorCode> sectors,
        List<State> states,
        List<String> texts) {

    Conditions conditions() {
        return Conditions.none()
                .andOneOf("program_code", programCodes)
                .andOneOf("scheme", schemes.stream().map(SchemeCode::value).toList())
                .andOneOf(
                        "adopted_fiscal_year",
                        fiscalYears.stream()
                                .map(year -> Integer.toString(year.startYear()))
                                .toList())
                .andOneOf(
                        "lead_office",
                        leadOffices.stream().map(OfficeCode::value).toList())
                .andOneOf("state", states.stream().map(State::name).toList())
                .andContainsOneOf(documents(
                        "{\"countries\":[{\"code\":\"%s\"}]}",
                        countries.stream().map(CountryCode::value).toList()))
                .andContainsOneOf(documents(
                        "{\"sectors\":[{\"code\":\"%s\"}]}",
                        sectors.stream().map(SectorCode::value).toList()))
                .andContainsOneOf(documents(
                        "{\"partners\":[{\"localGovernment\":\"%s\"}]}",
                        localGovernments.stream()
                                .map(LocalGovernmentCode::value)
                                .toList()))
                .andMentions("searched", texts);
    }

    // The codes come from the reference data, never as a caller wrote them, so they need no escaping.
    private static List<String> documents(String form, List<String> codes) {
        return codes.stream().map(form::formatted).toList();
    }
}
