package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.client.programs.ApiClient;
import jp.go.jica.partnerships.client.programs.ApiException;
import jp.go.jica.partnerships.client.programs.api.ProgramApi;
import jp.go.jica.partnerships.client.programs.api.RunApi;
import jp.go.jica.partnerships.client.programs.model.Adoption;
import jp.go.jica.partnerships.client.programs.model.BilingualText;
import jp.go.jica.partnerships.client.programs.model.BilingualTextPatch;
import jp.go.jica.partnerships.client.programs.model.ChangedProgram;
import jp.go.jica.partnerships.client.programs.model.CountryShare;
import jp.go.jica.partnerships.client.programs.model.NewRun;
import jp.go.jica.partnerships.client.programs.model.Partner;
import jp.go.jica.partnerships.client.programs.model.Problem;
import jp.go.jica.partnerships.client.programs.model.Program;
import jp.go.jica.partnerships.client.programs.model.ProgramDetails;
import jp.go.jica.partnerships.client.programs.model.ProgramDetailsPatch;
import jp.go.jica.partnerships.client.programs.model.Role;
import jp.go.jica.partnerships.client.programs.model.SectorShare;
import jp.go.jica.partnerships.client.programs.model.State;
import jp.go.jica.partnerships.client.reporting.api.ReportsApi;
import jp.go.jica.partnerships.client.reporting.model.AnnualAnswer;
import jp.go.jica.partnerships.systemtests.client.Subject;
import jp.go.jica.partnerships.systemtests.client.Tokens;
import org.junit.jupiter.api.Test;

/** Another system, whose client was generated from the committed descriptions, goes one way through the programs. */
@WithLocalSystem
class GeneratedClientIT {

    private final LocalSystem system;
    private final Tokens tokens;

    GeneratedClientIT(LocalSystem system) {
        this.system = system;
        this.tokens = new Tokens(
                java.net.http.HttpClient.newHttpClient(), system.addresses().issuer(), Clock.systemUTC());
    }

    @Test
    void programIsProposedRevisedAdoptedAndReadByAGeneratedClient() throws Exception {
        ProgramApi recorder = programs(Fact.RECORDER);
        ProgramApi approver = programs(Fact.APPROVER);

        ChangedProgram proposed =
                recorder.proposeProgram(proposal(), null, UUID.randomUUID().toString());
        assertThat(proposed.getState()).isEqualTo(State.PROPOSED);
        ChangedProgram revised = recorder.reviseProgram(
                proposed.getId(),
                tag(proposed),
                new ProgramDetailsPatch().title(new BilingualTextPatch().en("Safe water")),
                null);
        assertThat(revised.getTitle().getEn()).isEqualTo("Safe water");
        assertThat(revised.getTitle().getJa()).isEqualTo("きれいな水");
        ChangedProgram adopted = approver.adoptProgram(
                proposed.getId(), tag(revised), new Adoption().adoptedOn(LocalDate.of(2015, 9, 1)), null, null);
        assertThat(adopted.getAdoptedOn()).isEqualTo("2015-09-01");
        new RunApi(client(Fact.RECORDER))
                .addRun(
                        proposed.getId(),
                        new NewRun()
                                .runCode("2015-1")
                                .plannedStart(LocalDate.of(2015, 10, 5))
                                .plannedEnd(LocalDate.of(2015, 11, 20)),
                        null);

        Program read = recorder.readProgram(proposed.getId(), null);
        assertThat(read.getRuns()).extracting("runCode").containsExactly("2015-1");
    }

    @Test
    void problemIsReadByAGeneratedClient() throws Exception {
        ProgramApi recorder = programs(Fact.RECORDER);
        ChangedProgram proposed = recorder.proposeProgram(proposal(), null, null);

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> programs(Fact.APPROVER)
                        .adoptProgram(
                                proposed.getId(),
                                "\"7\"",
                                new Adoption().adoptedOn(LocalDate.of(2015, 9, 1)),
                                null,
                                null))
                .satisfies(refused -> {
                    assertThat(refused.getCode()).isEqualTo(412);
                    Problem problem =
                            ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
                    assertThat(problem.getType().getValue()).isEqualTo("/problems/stale-precondition");
                    assertThat(problem.getTraceId()).hasSize(32);
                });
    }

    @Test
    void annualReportIsReadByAGeneratedClient() throws Exception {
        var api = new jp.go.jica.partnerships.client.reporting.ApiClient();
        api.updateBaseUri(system.addresses().reporting().toString());
        String token = tokens.of(Fact.ANALYST);
        api.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token));

        AnnualAnswer annual = new ReportsApi(api)
                .annual(null, 2015, null, null, null, null, null, null, Map.of("Accept", "application/json"));

        assertThat(annual.getFigures()).extracting("id").contains("jpp-lg-adopted", "uchiwa-program");
    }

    private static ProgramDetails proposal() {
        return new ProgramDetails()
                .programCode("TEST-GENERATED-" + UUID.randomUUID())
                .title(new BilingualText().en("Clean water").ja("きれいな水"))
                .scheme("JPP-LG")
                .leadOffice("SKK")
                .countries(List.of(new CountryShare().code("LA")))
                .sectors(List.of(new SectorShare().code("14021")))
                .partners(List.of(new Partner().localGovernment("372021").role(Role.IMPLEMENTING)))
                .proposedOn(LocalDate.of(2015, 6, 1))
                .plannedStart(LocalDate.of(2015, 10, 1))
                .plannedEnd(LocalDate.of(2018, 9, 30));
    }

    private static String tag(ChangedProgram program) {
        return "\"" + program.getVersion() + "\"";
    }

    private ProgramApi programs(Subject subject) throws Exception {
        return new ProgramApi(client(subject));
    }

    private ApiClient client(Subject subject) throws Exception {
        ApiClient api = new ApiClient();
        api.updateBaseUri(system.addresses().programs().toString());
        String token = tokens.of(subject);
        api.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token));
        return api;
    }
}
