package jp.go.jica.partnerships.reporting.publication;

import static org.assertj.core.api.Assertions.assertThat;

import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.statistics.KnownAtBasis;
import org.junit.jupiter.api.Test;

/** What was frozen by an earlier version is served by this one. */
class ContentTest {

    private static final String FROZEN = """
            {"report":"countries","period":{"fiscalYear":2015,"start":"2015-04-01","end":"2016-03-31"},"asOf":"2016-04-01",
             "knownAt":"2016-04-01T00:00:00Z",%s"definitions":"2","officeBasis":"recorded","countryBasis":"sending",
             "formerCountries":"recorded","filters":{},"dimensions":[],"measures":[],"rows":[],
             "total":{"values":{},"status":{}},"position":4711,"owners":[]}""";

    @Test
    void answerThatDoesNotTellItsBasisIsKnownByItsFoldingInEveryForm() {
        Answer answer = frozen("");

        assertThat(answer.knownAtBasis()).isEqualTo(KnownAtBasis.FOLDED);
        assertThat(answer.table().knowledge().entrySet()).anySatisfy(each -> {
            assertThat(each.getKey().name()).isEqualTo("knownAtBasis");
            assertThat(each.getValue()).isEqualTo("folded");
        });
    }

    @Test
    void answerThatTellsItsBasisKeepsIt() {
        assertThat(frozen("\"knownAtBasis\":\"recorded\",").knownAtBasis()).isEqualTo(KnownAtBasis.RECORDED);
    }

    private static Answer frozen(String basis) {
        String text = FROZEN.formatted(basis);
        return Publications.report(new Content("countries", Content.hash(text), text));
    }
}
