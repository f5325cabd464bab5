package jp.go.jica.partnerships.reporting;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.ConventionSuite;
import jp.go.jica.partnerships.testing.conventions.Examples;
import jp.go.jica.partnerships.testing.conventions.Request;

@QuarkusTest
@WithRealServers(service = "reporting")
class ConventionsTest extends ConventionSuite {

    private static final String ANALYST = Tokens.analyst();

    @Override
    protected void describe(Examples into) {
        for (String path : List.of(
                "/v1/reports/countries",
                "/v1/reports/offices",
                "/v1/reports/schemes",
                "/v1/reports/facilities",
                "/v1/reports/sectors",
                "/v1/reports/prefectures",
                "/v1/reports/local-governments",
                "/v1/reports/agreements",
                "/v1/reports/quality",
                "/v1/measures",
                "/v1/dimensions",
                "/v1/freshness",
                "/v1/codelists/countries",
                "/v1/codelists/offices",
                "/v1/codelists/local-governments",
                "/v1/codelists/sectors",
                "/v1/codelists/schemes",
                "/v1/codelists/facilities")) {
            into.of("GET " + path, () -> Request.get(path, ANALYST));
        }
        into.of("GET /v1/reports/annual", () -> Request.get("/v1/reports/annual?fiscalYear=2015", ANALYST))
                .of("GET /v1/reports/countries/{alpha2}", () -> Request.get("/v1/reports/countries/LA", ANALYST))
                .of("GET /v1/reports/offices/{code}", () -> Request.get("/v1/reports/offices/KNS", ANALYST))
                .of("GET /v1/statistics", () -> Request.get("/v1/statistics?measure=programsAdopted", ANALYST));
    }
}
