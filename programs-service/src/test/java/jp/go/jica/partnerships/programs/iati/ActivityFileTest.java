package jp.go.jica.partnerships.programs.iati;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.referencedata.Countries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ActivityFileTest {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final LocalDate TODAY = LocalDate.of(2016, 4, 1);
    private static final Instant CHANGED = Instant.parse("2016-03-01T02:15:30.123456Z");
    // For whoever has the published schema at hand.
    private static final Path WRITTEN = Path.of("target/iati");

    @Test
    void aProgramWithEverythingIsAValidActivity() {
        String xml = valid("""
            {"countries":[{"code":"LA","percentage":60.5},{"code":"XK","percentage":39.50}],
             "sectors":[{"code":"14030","percentage":30},{"code":"14010","percentage":70}],
             "partners":[{"localGovernment":"372021","role":"PROPOSER"},{"localGovernment":"372021","role":"ACCOUNTABLE"},
               {"organisation":{"name":"うちわの会","type":"22"},"role":"HOST"},
               {"organisation":{"name":"Fans & Sons","type":"71"},"role":"FUNDING"}],
             "sdgGoals":[6,17],"notes":"Fans for <everybody>",
             "state":"COMPLETED","adoptedOn":"2015-09-01","startedOn":"2015-10-01","completedOn":"2016-03-31",
             "outcomes":[{"id":"00000000-0000-0000-0000-000000000002","type":"3","date":"2016-03",
               "title":{"en":"Declaration","ja":"宣言"},"place":"throughout Hue Province","country":"VN"}]}""");
        assertThat(at(xml, "//iati-identifier")).containsExactly("XM-DAC-701-8-P-1");
        assertThat(at(xml, "//other-identifier/@ref")).containsExactly("P-1");
        assertThat(at(xml, "//reporting-org/@ref")).containsExactly("XM-DAC-701-8");
        assertThat(at(xml, "//reporting-org/@type")).containsExactly("10");
        assertThat(at(xml, "//iati-activity/title/narrative")).containsExactly("Uchiwa fans", "うちわ");
        assertThat(at(xml, "//iati-activity/title/narrative/@*[name()='xml:lang']"))
                .containsExactly("en", "ja");
        assertThat(at(xml, "//iati-activity/description/narrative")).containsExactly("Fans for <everybody>");
        assertThat(at(xml, "//iati-activity/@last-updated-datetime")).containsExactly("2016-03-01T02:15:30.123456Z");
        assertThat(at(xml, "//recipient-country/@code")).containsExactly("LA", "XK");
        assertThat(at(xml, "//recipient-country/@percentage")).containsExactly("60.5", "39.5");
        assertThat(at(xml, "//sector/@code")).containsExactly("14030", "14010");
        assertThat(at(xml, "//tag[@vocabulary='2']/@code")).containsExactly("6", "17");
        assertThat(at(xml, "//activity-date/@iso-date"))
                .containsExactly("2015-10-01", "2015-10-01", "2018-09-30", "2016-03-31");
    }

    @ParameterizedTest
    @CsvSource({
        "PROPOSED,1,",
        "ADOPTED,1,'\"adoptedOn\":\"2015-09-01\"'",
        "CONTRACTED,1,'\"adoptedOn\":\"2015-09-01\"'",
        "IMPLEMENTING,2,'\"startedOn\":\"2015-10-01\"'",
        "COMPLETED,4,'\"startedOn\":\"2015-10-01\",\"completedOn\":\"2016-03-31\"'",
        "CANCELLED,5,'\"cancelledOn\":\"2016-01-01\"'",
        "SUSPENDED,6,'\"startedOn\":\"2015-10-01\"'",
    })
    void eachStateHasItsStatus(String state, String status, String days) {
        String xml = valid("{\"state\":\"%s\"%s}".formatted(state, days == null ? "" : "," + days));
        assertThat(at(xml, "//activity-status/@code")).containsExactly(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":\"REJECTED\"}",
                "{\"state\":\"WITHDRAWN\"}",
                "{\"state\":\"ADOPTED\",\"annulledOn\":\"2016-01-01\"}"
            })
    void whatNeverCameAboutOrWasEnteredInErrorIsNoActivity(String program) {
        assertThatIllegalArgumentException().isThrownBy(() -> activity(program));
    }

    @Test
    void whatWasGivenUpAfterItsStartEndedOnThatDay() {
        String xml = valid("{\"state\":\"CANCELLED\",\"startedOn\":\"2015-10-01\",\"cancelledOn\":\"2016-01-01\"}");
        assertThat(at(xml, "//activity-date[@type='4']/@iso-date")).containsExactly("2016-01-01");
        String neverStarted = valid("{\"state\":\"CANCELLED\",\"cancelledOn\":\"2016-01-01\"}");
        assertThat(at(neverStarted, "//activity-date/@type")).containsExactly("1", "3");
    }

    @ParameterizedTest
    @CsvSource({"1,100,100", "2,50,50", "3,33.34,33.33", "6,16.67,16.66", "7,14.29,14.28", "200,0.5,0.5"})
    void countriesWithoutPercentagesHaveEqualSharesThatSumTo100(int number, String first, String last) {
        String countries = Countries.all().stream()
                .filter(country -> country.code().value().length() == 2)
                .limit(number)
                .map(country -> "{\"code\":\"%s\"}".formatted(country.code()))
                .collect(Collectors.joining(","));
        String xml = valid("{\"countries\":[%s]}".formatted(countries));
        assertThat(at(xml, "//recipient-country/@percentage"))
                .hasSize(number)
                .startsWith(first)
                .endsWith(last);
    }

    @Test
    void sectorsWithoutPercentagesToo() {
        String xml = valid("{\"sectors\":[{\"code\":\"14030\"},{\"code\":\"14010\"},{\"code\":\"43040\"}]}");
        assertThat(at(xml, "//sector/@percentage")).containsExactly("33.34", "33.33", "33.33");
    }

    @Test
    void aProgramWithoutSectorsSaysThatTheyAreNotSpecified() {
        assertThat(at(valid("{\"sectors\":[]}"), "//sector/@code")).containsExactly("99810");
    }

    @Test
    void whatIsForNoCountryIsForDevelopingCountriesUnspecified() {
        for (String countries : List.of("[]", "[{\"code\":\"ZZ\"}]")) {
            String xml = valid("{\"countries\":%s}".formatted(countries));
            assertThat(at(xml, "//recipient-country")).isEmpty();
            assertThat(at(xml, "//recipient-region/@code")).containsExactly("998");
            assertThat(at(xml, "//recipient-region/@percentage")).containsExactly("100");
        }
        String xml = valid("{\"countries\":[{\"code\":\"ZZ\"},{\"code\":\"LA\"},{\"code\":\"VN\"}]}");
        assertThat(at(xml, "//recipient-country/@percentage")).containsExactly("33.33", "33.33");
        assertThat(at(xml, "//recipient-region/@percentage")).containsExactly("33.34");
    }

    @Test
    void aFormerCountryIsTheOneThatItBecameAndKeepsItsName() {
        String xml = valid("{\"countries\":[{\"code\":\"ZRCD\"},{\"code\":\"CD\"},{\"code\":\"LA\"}]}");
        assertThat(at(xml, "//recipient-country/@code")).containsExactly("CD", "LA");
        assertThat(at(xml, "//recipient-country/@percentage")).containsExactly("66.67", "33.33");
        assertThat(at(xml, "//recipient-country/narrative")).containsExactly("Zaire", "ザイール");
    }

    @Test
    void aFormerCountryThatBecameSeveralIsNamedUnderNone() {
        String xml = valid("{\"countries\":[{\"code\":\"SUHH\"},{\"code\":\"YUCS\"},{\"code\":\"LA\"}]}");
        assertThat(at(xml, "//recipient-country/@code")).containsExactly("LA");
        assertThat(at(xml, "//recipient-region/@percentage")).containsExactly("66.67");
        assertThat(at(xml, "//recipient-region/narrative[1]")).containsExactly("USSR, Yugoslavia");
    }

    @Test
    void withoutNarrativeTheTitleDescribes() {
        for (String notes : List.of("null", "\" \"")) {
            String xml = valid("{\"notes\":%s}".formatted(notes));
            assertThat(at(xml, "//description/narrative")).containsExactly("Uchiwa fans", "うちわ");
        }
        assertThat(at(valid("{\"notes\":\"うちわを作る\"}"), "//description/narrative/@*[name()='xml:lang']"))
                .containsExactly("ja");
    }

    @Test
    void jicaExtendsAndEachPartnerHasItsRoleOnce() {
        String xml = valid("""
            {"partners":[{"localGovernment":"372021","role":"PROPOSER"},{"localGovernment":"372021","role":"ACCOUNTABLE"},
              {"localGovernment":"372021","role":"IMPLEMENTING"},{"localGovernment":"372021","role":"HOST"},
              {"localGovernment":"370002","role":"FUNDING"},
              {"organisation":{"name":"丸亀大学","type":"80"},"role":"HOST"}]}""");
        assertThat(at(xml, "//participating-org/@role")).containsExactly("3", "2", "4", "1", "4");
        assertThat(at(xml, "//participating-org/@type")).containsExactly("10", "11", "11", "11", "80");
        assertThat(at(xml, "//participating-org[2]/narrative")).containsExactly("Marugame City", "丸亀市");
        assertThat(at(xml, "//participating-org[5]/narrative/@*[name()='xml:lang']"))
                .containsExactly("ja");
    }

    @Test
    void earlierPhasesAreSiblings() {
        String xml = written(new Activity(program("{}"), CHANGED, List.of("P-0", "P/0")));
        assertThat(at(xml, "//related-activity/@ref")).containsExactly("XM-DAC-701-8-P-0", "XM-DAC-701-8-P~2F0");
        assertThat(at(xml, "//related-activity/@type")).containsExactly("3", "3");
    }

    @Test
    void anOutcomeIsAResultThatIsToldAndNotMeasured() {
        String xml = valid("""
            {"outcomes":[{"id":"00000000-0000-0000-0000-000000000002","type":"2","date":"2009",
               "title":{"en":"Declaration","ja":"宣言"},"place":"フエ省","country":"VN"},
              {"id":"00000000-0000-0000-0000-000000000003","type":"9","date":"2010-04-02",
               "title":{"en":"Visit","ja":"訪問"}}]}""");
        assertThat(at(xml, "//result/@type")).containsExactly("2", "9");
        assertThat(at(xml, "//result[1]/title/narrative")).containsExactly("Declaration", "宣言");
        assertThat(at(xml, "//result[1]/description/narrative[2]")).containsExactly("フエ省, ベトナム");
        assertThat(at(xml, "//result[2]/description")).isEmpty();
        assertThat(at(xml, "//indicator/@measure")).containsExactly("5", "5");
        assertThat(at(xml, "//actual/@value")).isEmpty();
        assertThat(at(xml, "//result[1]//*[starts-with(name(), 'period-')]/@iso-date"))
                .containsExactly("2009-01-01", "2009-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "JPP_2015-1.a, JPP_2015-1.a",
        "A/1, A~2F1",
        "A&B|C?D, A~26B~7CC~3FD",
        "A~2F1, A~7E2F1",
        "草の根, ~E8~8D~89~E3~81~AE~E6~A0~B9",
    })
    void whatAnIdentifierMayNotHaveIsWrittenOtherwiseAndNoTwoCodesAlike(String code, String identifier) {
        assertThat(ActivityIdentifier.of(code)).isEqualTo("XM-DAC-701-8-" + identifier);
    }

    @Test
    void whatXmlCannotHoldIsLeftOutAndEverythingElseIsKept() {
        String xml = valid("""
            {"notes":"a\\u0000\\u0001\\u001f\\uFFFEb ]]> <x> & \\"'\\t\\n\\uD83D\\uDE00\\uD800c 髙",
             "programCode":"P\\u0007<1>"}""");
        assertThat(at(xml, "//description/narrative")).containsExactly("ab ]]> <x> & \"'\t\n\uD83D\uDE00c 髙");
        assertThat(at(xml, "//other-identifier/@ref")).containsExactly("P<1>");
    }

    @Test
    void aFileOfManySaysWhenItWasMade() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Activity> many = IntStream.range(0, 1_000)
                .mapToObj(i -> activity("{\"programCode\":\"P-%d\"}".formatted(i)))
                .toList();
        ActivityFile.write(many::forEach, CHANGED, out);
        assertThat(IatiRules.brokenBy(out.toByteArray(), TODAY)).isEmpty();
        String xml = kept(out.toByteArray());
        assertThat(at(xml, "/iati-activities/@generated-datetime")).containsExactly("2016-03-01T02:15:30.123456Z");
        assertThat(at(xml, "//iati-identifier")).hasSize(1_000).endsWith("XM-DAC-701-8-P-999");
    }

    // A rule that nothing breaks would prove nothing.
    @ParameterizedTest
    @CsvSource({
        "version=\"2.03\",version=\"2.02\",version",
        "<iati-identifier>,<iati-identifier>A/,identifier",
        "<iati-identifier>XM-DAC-701-8-P-1</iati-identifier>,,order in iati-activity",
        "<title>,<title><other/>,order in title",
        "activity-status code=\"4\",activity-status code=\"7\",code of activity-status/@code",
        "activity-status code=\"4\",activity-status,missing code of activity-status",
        "code=\"LA\",code=\"SUHH\",code of recipient-country/@code",
        "percentage=\"33.34\",percentage=\"33.33\",sum of recipients",
        "vocabulary=\"1\" code=\"32140\" percentage=\"100\",vocabulary=\"1\" code=\"32141\" percentage=\"99\",sum of sectors",
        "type=\"2\" iso-date=\"2015-10-01\",type=\"2\" iso-date=\"2016-10-01\",actual date in future",
        "type=\"3\" iso-date=\"2018-09-30\",type=\"3\" iso-date=\"2014-09-30\",order of dates",
        "xml:lang=\"ja\",xml:lang=\"fr\",language",
        "measure=\"5\",,missing measure of indicator",
        "<period-start iso-date=\"2016-03-01\"/>,,order in period",
        "iso-date=\"2016-03-01\",iso-date=\"2016-03\",value of iso-date",
        "</iati-activities>,,well-formed",
    })
    void theRulesNoticeWhatIsWrong(String right, String wrong, String rule) {
        String xml = valid("""
            {"countries":[{"code":"LA"},{"code":"VN"},{"code":"TH"}],
             "state":"COMPLETED","startedOn":"2015-10-01","completedOn":"2016-03-31",
             "outcomes":[{"id":"00000000-0000-0000-0000-000000000002","type":"3","date":"2016-03",
               "title":{"en":"Declaration","ja":"宣言"}}]}""");
        assertThat(xml).contains(right);
        byte[] damaged = xml.replace(right, wrong == null ? "" : wrong).getBytes(StandardCharsets.UTF_8);
        assertThat(IatiRules.brokenBy(damaged, TODAY)).contains(rule);
    }

    private static String valid(String program) {
        return written(activity(program));
    }

    private static String written(Activity activity) {
        byte[] file = ActivityFile.of(activity);
        assertThat(IatiRules.brokenBy(file, TODAY)).isEmpty();
        return kept(file);
    }

    private static String kept(byte[] file) {
        String xml = new String(file, StandardCharsets.UTF_8);
        try {
            Files.createDirectories(WRITTEN);
            Files.write(WRITTEN.resolve("%08x.xml".formatted(xml.hashCode())), file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return xml;
    }

    private static Activity activity(String program) {
        return new Activity(program(program), CHANGED, List.of());
    }

    /** A project in Laos, proposed in June 2015, with these fields instead. */
    private static Program program(String fields) {
        try {
            ObjectNode whole = (ObjectNode) JSON.readTree("""
                {"id":"00000000-0000-0000-0000-000000000001","version":1,"recordedAt":"2015-06-01T00:00:00Z",
                 "programCode":"P-1","title":{"en":"Uchiwa fans","ja":"うちわ"},"scheme":"JPP-LG","leadOffice":"SKK",
                 "countries":[{"code":"LA"}],"sectors":[{"code":"32140"}],
                 "partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],"runs":[],"state":"PROPOSED",
                 "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""");
            whole.setAll((ObjectNode) JSON.readTree(fields));
            return JSON.treeToValue(whole, Program.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> at(String xml, String path) {
        try {
            NodeList found = (NodeList) XPathFactory.newDefaultInstance()
                    .newXPath()
                    .evaluate(path, IatiRules.parsed(xml.getBytes(StandardCharsets.UTF_8)), XPathConstants.NODESET);
            return IntStream.range(0, found.getLength())
                    .mapToObj(i -> found.item(i).getTextContent())
                    .toList();
        } catch (XPathExpressionException | SAXException e) {
            throw new AssertionError(e);
        }
    }
}
