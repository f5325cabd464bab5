package jp.go.jica.partnerships.programs.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * {@code ./dev bench lists}: what pages of lists and searches of 100,000 programs take over HTTP, against the very same SQL
 * over JDBC by turns. No test: its name keeps it out of the test run, and it judges nothing.
 */
@QuarkusTest
@WithRealServers(service = "programs")
class ListBenchmark {

    private static final int PROGRAMS = 100_000;
    private static final int WARM_UP = 50;
    private static final int REQUESTS = 200;
    private static final String BY_RECORDED = "recorded_at, id";

    // Every fourth program is of Laos, every seventh about water (水道), ten of all about waterworks (上水道). Each is as
    // large
    // as those in contracts/examples.
    private static final String GENERATE = """
            insert into program (id, version, recorded_at, doc)
            select id, 5, recorded_at, jsonb_strip_nulls(jsonb_build_object(
              'id', id, 'version', 5, 'recordedAt', to_json(recorded_at),
              'programCode', 'BENCH-' || n,
              'title', jsonb_build_object(
                'en', case when n %% 10000 = 0 then 'Waterworks of town ' else 'Rural development in village ' end || n,
                'ja', case when n %% 10000 = 0 then '上水道' when n %% 7 = 0 then '水道改善' else '農村開発' end || n),
              'scheme', (array['JPP-LG','JPP-PARTNER','KCCP','SME'])[1 + n %% 4],
              'leadOffice', office, 'leadOffices', jsonb_build_array(jsonb_build_object('office', office)),
              'cooperatingOffices', '[]'::jsonb, 'agreementIds', '[]'::jsonb, 'seats', '[]'::jsonb, 'outcomes', '[]'::jsonb,
              'countries', jsonb_build_array(jsonb_build_object(
                'code', case when n %% 5000 = 1 then 'TV' else (array['LA','VN','KH','PH'])[1 + n %% 4] end)),
              'sectors', '[{"code":"14021"}]'::jsonb, 'sdgGoals', '[1,8]'::jsonb, 'suspensions', '[]'::jsonb,
              'partners', '[{"localGovernment":"370002","role":"PROPOSER"},{"localGovernment":"372021","role":"IMPLEMENTING"}]'::jsonb,
              'relatedPrograms', jsonb_build_array(jsonb_build_object('programId', gen_random_uuid(), 'relation', 'PHASE_OF')),
              'state', (array['PROPOSED','ADOPTED','IMPLEMENTING','COMPLETED'])[1 + step],
              'proposedOn', day, 'plannedStart', day + 180, 'plannedEnd', day + 1275,
              'adoptedOn', case when step > 0 then day + 150 end, 'contractedOn', case when step > 1 then day + 160 end,
              'startedOn', case when step > 1 then day + 180 end, 'completedOn', case when step > 2 then day + 1275 end,
              'runs', jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'runCode', 'R-1',
                'plannedStart', day + 200, 'plannedEnd', day + 250, 'capacity', 30, 'seats', '[{"country":"LA","seats":2}]'::jsonb))))
            from (
              select n, gen_random_uuid() id, timestamptz '2015-01-01' + n * interval '1 minute' recorded_at,
                date '2005-04-01' + n %% 5000 as day, n %% 4 as step,
                (array['SKK','KNS','TIC','KYU','OKN'])[1 + n %% 5] office
              from generate_series(1, %d) n) programs""".formatted(PROGRAMS);

    /** A page as it is asked for, and the filter that the service makes of it. */
    private record Page(String query, Map<String, Object> filter, String order) {}

    private static final List<Page> PAGES = List.of(
            new Page("", Map.of(), BY_RECORDED),
            new Page("country=LA", Map.of("countries", List.of("LA")), BY_RECORDED),
            new Page("country=TV", Map.of("countries", List.of("TV")), BY_RECORDED),
            new Page("fiscalYear=2015", Map.of("fiscalYears", List.of(2015)), BY_RECORDED),
            new Page(
                    "fiscalYear=2015&leadOffice=SKK",
                    Map.of("fiscalYears", List.of(2015), "leadOffices", List.of("SKK")),
                    BY_RECORDED),
            new Page("activeOn=2010-04-01", Map.of("activeOn", List.of("2010-04-01")), BY_RECORDED),
            new Page("runningIn=2010", Map.of("runningIn", List.of(2010)), BY_RECORDED),
            new Page(
                    "localGovernment=372021&state=PROPOSED",
                    Map.of("localGovernments", List.of("372021"), "states", List.of("PROPOSED")),
                    BY_RECORDED),
            new Page("q=waterworks", Map.of("texts", List.of("waterworks")), BY_RECORDED),
            new Page("q=%E4%B8%8A%E6%B0%B4", Map.of("texts", List.of("上水")), BY_RECORDED),
            new Page("q=%E6%B0%B4%E9%81%93", Map.of("texts", List.of("水道")), BY_RECORDED),
            new Page("q=village", Map.of("texts", List.of("village")), BY_RECORDED),
            new Page("sort=-adoptedOn", Map.of(), "adopted_sort desc, id desc"));

    @FromServers
    ServiceDatabase database;

    @Inject
    ObjectMapper json;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = Tokens.analyst();
    private final String address = ConfigProvider.getConfig().getValue("test.url", String.class) + "/v1/programs";

    @Test
    void pagesOfAHundredThousandPrograms() throws SQLException, IOException, InterruptedException {
        generate();
        PrintStream out = System.out;
        out.printf(
                "%-40s %8s %8s %8s %8s %6s %s%n",
                "GET /v1/programs?", "http p50", "p95", "sql p50", "p95 ms", "ratio", "within 3 times or 15 ms");
        try (Connection connection = database.asService()) {
            // All of them first, or the first ones measured would pay for the compilation of what all of them use.
            for (Page page : PAGES) {
                for (int i = 0; i < WARM_UP; i++) {
                    ask(page.query());
                }
            }
            for (Page page : PAGES) {
                measure(page, connection, out);
            }
        }
    }

    private void measure(Page page, Connection connection, PrintStream out)
            throws SQLException, IOException, InterruptedException {
        double[] overHttp = new double[REQUESTS];
        double[] bySql = new double[REQUESTS];
        try (PreparedStatement select = select(page, connection)) {
            for (int i = -WARM_UP; i < REQUESTS; i++) {
                long start = System.nanoTime();
                int sent = ask(page.query());
                long asked = System.nanoTime();
                int read = read(select);
                long end = System.nanoTime();
                assertThat(read).isEqualTo(sent);
                if (i >= 0) {
                    overHttp[i] = (asked - start) / 1e6;
                    bySql[i] = (end - asked) / 1e6;
                }
            }
        }
        Arrays.sort(overHttp);
        Arrays.sort(bySql);
        double http95 = overHttp[REQUESTS * 95 / 100];
        double sql95 = bySql[REQUESTS * 95 / 100];
        out.printf(
                "%-40s %8.1f %8.1f %8.1f %8.1f %6.1f %s%n",
                page.query(),
                overHttp[REQUESTS / 2],
                http95,
                bySql[REQUESTS / 2],
                sql95,
                http95 / sql95,
                http95 <= 3 * sql95 || http95 <= sql95 + 15);
    }

    private void generate() throws SQLException {
        try (Connection connection = database.asSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(GENERATE);
            statement.execute("vacuum (analyze) program");
        }
    }

    /** How many programs came. */
    private int ask(String query) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(address + (query.isEmpty() ? "" : "?" + query)))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body()).path("items").size();
    }

    private PreparedStatement select(Page page, Connection connection) throws SQLException {
        var conditions = filter(page.filter()).conditions();
        PreparedStatement select = connection.prepareStatement(
                "select doc from program where %s order by %s limit 51".formatted(conditions.sql(), page.order()));
        int place = 1;
        for (Object value : conditions.values()) {
            select.setObject(
                    place++, value instanceof String[] texts ? connection.createArrayOf("text", texts) : value);
        }
        return select;
    }

    // The 51st only tells that there is another page.
    private static int read(PreparedStatement select) throws SQLException {
        int rows = 0;
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                found.getString(1);
                rows++;
            }
        }
        return Math.min(rows, 50);
    }

    private ProgramFilter filter(Map<String, Object> given) {
        Map<String, Object> all = new HashMap<>();
        for (var component : ProgramFilter.class.getRecordComponents()) {
            all.put(component.getName(), component.getType() == boolean.class ? (Object) false : List.of());
        }
        all.putAll(given);
        return json.convertValue(all, ProgramFilter.class);
    }
}
