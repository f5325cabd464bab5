package jp.go.jica.partnerships.agreements.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.go.jica.partnerships.testing.EventContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What consumers were promised of an agreement's events. That every emitted event keeps it is tested over HTTP. */
class EventContractTest {

    private final EventContract contract = EventContract.of("agreement");

    @Test
    void everyCommittedExampleKeepsTheSchema() {
        assertThat(contract.violationsOfExamples()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drafted    | \"id\":                         | \"identity\":",
                "drafted    | \"state\": \"DRAFT\"            | \"state\": \"SIGNED\"",
                "drafted    | \"state\": \"DRAFT\"            | \"state\": \"in draft\"",
                "drafted    | \"localGovernment\": \"141003\" | \"localGovernment\": \"14100\"",
                "drafted    | \"localGovernment\": \"141003\" | \"name\": \"Yokohama\"",
                "drafted    | \"2017-04-27\"                  | \"2017-04-31\"",
                "drafted    | \"effectiveTo\": \"2018-03-31\",| ''",
                "drafted    | \"before\": null,               | ''",
                "activated  | \"signedOn\": \"2017-04-27\"    | \"signed\": \"2017-04-27\"",
                "activated  | \"state\": \"SIGNED\"           | \"state\": \"DRAFT\"",
                "terminated | \"terminationReason\": \"Its purpose is fulfilled\" | \"colour\": \"red\""
            })
    void anEventThatSaysSomethingElseBreaksTheSchema(String event, String right, String wrong) throws IOException {
        String example = Files.readString(Path.of("contracts/examples/agreement-%s.v1.json".formatted(event)));
        assertThat(example).contains(right);
        assertThat(contract.violations(event, example.replace(right, wrong))).isNotEmpty();
    }

    @Test
    void aCodeThatIsAddedLaterKeepsTheSchema() throws IOException {
        String example = Files.readString(Path.of("contracts/examples/agreement-drafted.v1.json"));
        assertThat(contract.violations("drafted", example.replace("WATER", "SPACE_FLIGHT")))
                .isEmpty();
    }
}
