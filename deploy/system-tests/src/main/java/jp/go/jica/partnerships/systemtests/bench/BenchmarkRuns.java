package jp.go.jica.partnerships.systemtests.bench;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Subject;
import org.jspecify.annotations.Nullable;

/** Adopted programs with runs that have nothing to do but to be filled. All of it is synthetic. */
final class BenchmarkRuns {

    static final Subject RECORDER = Subject.of("bench-recorder", "recorder", "*");
    static final Subject APPROVER = Subject.of("bench-approver", "approver", "*");
    static final Subject ANALYST = Subject.of("bench-analyst", "analyst", "*");
    static final LocalDate START = LocalDate.of(2019, 6, 3);
    static final LocalDate END = LocalDate.of(2019, 7, 5);

    private final Addresses addresses;
    private final Client client;

    BenchmarkRuns(Addresses addresses, Client client) {
        this.addresses = addresses;
        this.client = client;
    }

    /**
     * A program of that office with so many runs, each from {@link #START} to {@link #END}.
     *
     * @param capacity of each; null for as many as come
     * @return the runs' ids
     */
    List<String> make(String programCode, String office, int count, @Nullable Integer capacity)
            throws InterruptedException {
        Answer proposed = client.post(
                        RECORDER,
                        addresses.programs().resolve("/v1/programs"),
                        Map.of(
                                "programCode",
                                programCode,
                                "title",
                                Map.of("en", programCode + " (synthetic)", "ja", programCode + "(合成データ synthetic)"),
                                "scheme",
                                "KCCP",
                                "leadOffice",
                                office,
                                "countries",
                                List.of(Map.of("code", "VN")),
                                "sectors",
                                List.of(Map.of("code", "14020")),
                                "proposedOn",
                                "2019-04-01",
                                "plannedStart",
                                "2019-05-01",
                                "plannedEnd",
                                "2020-03-31"))
                .expectSuccess();
        URI program = addresses
                .programs()
                .resolve("/v1/programs/" + proposed.json().path("id").asText());
        client.post(APPROVER, URI.create(program + "/adoption"), Map.of("adoptedOn", "2019-04-08"), proposed.etag())
                .expectSuccess();
        List<String> runs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Map<String, Object> run =
                    new HashMap<>(Map.of("runCode", "2019-" + i, "plannedStart", START, "plannedEnd", END));
            if (capacity != null) {
                run.put("capacity", capacity);
            }
            runs.add(client.post(RECORDER, URI.create(program + "/runs"), run)
                    .expectSuccess()
                    .json()
                    .path("id")
                    .asText());
        }
        return runs;
    }
}
