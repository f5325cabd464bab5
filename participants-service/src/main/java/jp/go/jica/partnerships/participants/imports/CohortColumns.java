package jp.go.jica.partnerships.participants.imports;

import java.util.Arrays;
import java.util.List;
import jp.go.jica.partnerships.bulk.sheet.Column;
import jp.go.jica.partnerships.bulk.sheet.Form;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.participants.participant.Occupation;
import jp.go.jica.partnerships.participants.participant.OrganisationType;
import jp.go.jica.partnerships.participants.participant.Sex;
import jp.go.jica.partnerships.participants.participation.SeatsExceededReason;
import jp.go.jica.partnerships.participants.participation.SendingCountryReason;
import jp.go.jica.partnerships.participants.participation.Term;

/** The columns of a file of cohorts: for each field, in one line, how it stands in a cell. */
final class CohortColumns {

    /** The field of a row's body in which the person stands. */
    static final String PERSON = "person";

    /** A row is known by the run and the person. */
    static final Sheet SHEET = Sheet.keyedByFirst(
            3,
            Column.of("programCode", Form.TEXT).needed(),
            Column.of("runCode", Form.TEXT).needed(),
            Column.of("participantNumber", Form.TEXT)
                    .at(PERSON, "participantNumber")
                    .needed(),
            Column.of("familyName", Form.TEXT)
                    .at(PERSON, "name", "family")
                    .needed()
                    .personal(),
            Column.of("givenName", Form.TEXT).at(PERSON, "name", "given").personal(),
            Column.of("sex", Form.TEXT).at(PERSON, "sex").needed().personal().oneOf(codes(Sex.values())),
            Column.of("birthDate", Form.DAY).at(PERSON, "birthDate").personal(),
            Column.of("nationality", Form.TEXT)
                    .at(PERSON, "nationality")
                    .needed()
                    .personal(),
            Column.of("organisationName", Form.TEXT)
                    .at(PERSON, "organisation", "name")
                    .needed()
                    .personal(),
            Column.of("organisationType", Form.TEXT)
                    .at(PERSON, "organisation", "type")
                    .needed()
                    .personal()
                    .oneOf(codes(OrganisationType.values())),
            Column.of("occupation", Form.TEXT)
                    .at(PERSON, "occupation")
                    .needed()
                    .personal()
                    .oneOf(codes(Occupation.values())),
            Column.of("email", Form.TEXT).at(PERSON, "contact", "email").personal(),
            Column.of("telephone", Form.TEXT).at(PERSON, "contact", "telephone").personal(),
            Column.of("postalAddress", Form.TEXT)
                    .at(PERSON, "contact", "postalAddress")
                    .personal(),
            Column.of("sendingCountry", Form.TEXT).needed(),
            Column.of("sendingCountryReason", Form.TEXT).oneOf(codes(SendingCountryReason.values())),
            Column.of("term", Form.TEXT).oneOf(codes(Term.values())),
            Column.of("hostLocalGovernments", Form.severalCodes(Form.TEXT)),
            Column.of("acceptedOn", Form.DAY).needed(),
            Column.of("arrivedOn", Form.DAY),
            Column.of("completedOn", Form.DAY),
            Column.of("withdrawnOn", Form.DAY),
            Column.of("seatsExceededReason", Form.TEXT).oneOf(codes(SeatsExceededReason.values())));

    private CohortColumns() {}

    private static List<String> codes(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
