package jp.go.jica.partnerships.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.reporting.Published;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FactReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Codes codes = new Codes();
    private final FactReader reader = new FactReader(codes);

    static Stream<Path> examples() throws IOException {
        // The owners' own examples; surefire runs in this module's folder.
        return Stream.of("programs-service", "agreements-service", "participants-service")
                .map(owner -> Path.of("..", owner, "contracts", "examples"))
                .filter(Files::isDirectory)
                .flatMap(FactReaderTest::files)
                .filter(file -> file.toString().endsWith(".json"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleOfTheOwnersIsRead(Path example) throws IOException, UnreadableEventException {
        String name = String.valueOf(example.getFileName());
        String aggregate = name.substring(0, name.indexOf('-'));
        ObjectNode after = (ObjectNode) JSON.readTree(example.toFile()).get("after");

        Fact fact = reader.read(event(aggregate, UUID.fromString(after.get("id").textValue()), after));

        assertThat(fact.getClass().getSimpleName()).isEqualToIgnoringCase(aggregate);
        assertThat(codes.unknown()).isEmpty();
    }

    @Test
    void programWithoutCountrySectorFacilityAndOfficeIsCountedUnderTheWordsForThat() throws UnreadableEventException {
        Fact.Program program =
                (Fact.Program) read(Published.program(UUID.randomUUID()).with("leadOffice", null));

        assertThat(program.countries()).containsExactly(Codes.NO_COUNTRY);
        assertThat(program.sectors()).containsExactly(Codes.NONE);
        assertThat(program.facility()).isEqualTo(Codes.NONE);
        assertThat(program.leadOffice()).isEqualTo(Codes.UNASSIGNED);
    }

    @Test
    void unknownCodeIsKeptAsUnknownAndToldOf() throws UnreadableEventException {
        Fact.Program program = (Fact.Program) read(Published.program(UUID.randomUUID())
                .with("scheme", "NEW-SCHEME")
                .with("countries", Published.shares("QQ", "LA")));

        assertThat(program.scheme()).isEqualTo(Codes.UNKNOWN);
        assertThat(program.countries()).containsExactly("LA", Codes.UNKNOWN);
        assertThat(codes.unknown()).containsOnlyKeys("scheme", "country");
    }

    @Test
    void officesThatLedFollowOneAnotherAndAnOlderStateHasOneForTheWholeTime() throws UnreadableEventException {
        Published.State program = Published.program(UUID.randomUUID()).with("leadOffice", "KNS");
        Fact.Program transferred = (Fact.Program) read(program.with(
                "leadOffices", List.of(Map.of("office", "HYG"), Map.of("office", "KNS", "from", "2012-04-01"))));
        Fact.Program older = (Fact.Program) read(program);

        assertThat(transferred.ledBy()).containsExactly("HYG", "KNS");
        assertThat(transferred.ledFrom()).containsExactly(LocalDate.of(2012, 4, 1));
        assertThat(older.ledBy()).containsExactly("KNS");
        assertThat(older.ledFrom()).isEmpty();
        assertViolation(
                "/after/leadOffices/1/from is missing",
                () -> read(program.with("leadOffices", List.of(Map.of("office", "HYG"), Map.of("office", "KNS")))));
    }

    @Test
    void whatWasEnteredInErrorNeverHappened() throws UnreadableEventException {
        Fact.Program annulled = (Fact.Program) read(Published.program(UUID.randomUUID())
                .with("proposedOn", "2015-06-01")
                .with("adoptedOn", "2015-09-01")
                .with("annulledOn", "2016-01-01"));

        assertThat(annulled.proposedOn()).isNull();
        assertThat(annulled.adoptedOn()).isNull();
        Fact.Participation participation =
                (Fact.Participation) read(Published.participation(UUID.randomUUID(), UUID.randomUUID())
                        .with("acceptedOn", "2015-06-01")
                        .with("arrivedOn", "2015-09-01")
                        .with("completedOn", "2015-09-30")
                        .with("annulledOn", "2016-01-01"));
        assertThat(participation.acceptedOn()).isNull();
        assertThat(participation.arrivedOn()).isNull();
        assertThat(participation.completedOn()).isNull();
    }

    @Test
    void stateThatIsNotAsItsSchemaSaysNamesThePlace() {
        Published.State program = Published.program(UUID.randomUUID());
        assertViolation("/after/scheme is missing", () -> read(program.with("scheme", null)));
        assertViolation("/after/scheme is not a text", () -> read(program.with("scheme", 7)));
        assertViolation("/after/adoptedOn is not a date", () -> read(program.with("adoptedOn", "2015-02-29")));
        assertViolation(
                "/after/adoptedOn is not a date between 1900-01-01 and 2299-12-31",
                () -> read(program.with("adoptedOn", "+999999999-12-31")));
        assertViolation("/after/countries is not an array", () -> read(program.with("countries", "LA")));
        assertViolation("/after/countries/0 is not an object", () -> read(program.with("countries", List.of("LA"))));
        assertViolation("/after/countries/0/code is missing", () -> read(program.with("countries", List.of(Map.of()))));
        assertViolation(
                "/after/programCode holds a zero or half a character",
                () -> read(program.with("programCode", "a\u0000b")));
        assertViolation(
                "/after/programCode holds a zero or half a character",
                () -> read(program.with("programCode", "a\ud800b")));
        assertViolation(
                "/after/id is not the id of the event's subject",
                () -> read(program.with("id", UUID.randomUUID().toString())));
    }

    @ParameterizedTest
    @CsvSource({
        // A renewal begins on 2016-04-01, 2017-04-01 …
        "2016-03-31, 12, 2016-03-31, 2016-03-31",
        "2016-03-31, 12, 2016-04-01, 2016-03-31",
        "2016-03-31, 12, 2016-04-02, 2016-04-02",
        "2016-03-31, 12, 2018-04-01, 2018-03-31",
        // By months from the 31st: February has none, so the next term begins on 1 March.
        "2015-01-30, 1, 2015-02-28, 2015-02-28",
        "2015-01-30, 1, 2015-03-01, 2015-02-28",
        "2015-01-30, 1, 2015-04-01, 2015-03-31",
        "2016-03-31, 0, 2016-03-31, 2016-03-31"
    })
    void terminationOnTheDayOfARenewalPreventsIt(
            LocalDate firstEnd, int months, LocalDate terminatedOn, LocalDate lastDay) throws UnreadableEventException {
        Published.State agreement = Published.agreement(UUID.randomUUID())
                .with("effectiveFrom", "2014-12-31")
                .with("signedOn", "2015-01-01")
                .with("effectiveTo", firstEnd.toString())
                .with("terminatedOn", terminatedOn.toString());
        if (months > 0) {
            agreement = agreement.with("automaticRenewal", Map.of("months", months, "noticeDays", 30));
        }
        assertThat(((Fact.Agreement) read(agreement)).inForce())
                .isEqualTo("{[2015-01-01,%s)}".formatted(lastDay.plusDays(1)));
    }

    @Test
    void anAgreementEnteredInErrorHasNoDays() throws UnreadableEventException {
        Fact.Agreement annulled = (Fact.Agreement) read(Published.agreement(UUID.randomUUID())
                .with("effectiveFrom", "2015-01-01")
                .with("signedOn", "2015-01-01")
                .with("annulledOn", "2016-01-01"));
        assertThat(annulled.inForce()).isEqualTo("{}");
        assertThat(annulled.signedOn()).isNull();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static void assertViolation(String message, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(UnreadableEventException.class).hasMessage(message);
    }

    private Fact read(Published.State state) throws UnreadableEventException {
        return reader.read(event(state.aggregate(), state.id(), JSON.valueToTree(state.fields())));
    }

    private static JournalEvent event(String aggregate, UUID id, ObjectNode after) {
        ReceivedRecord received = new ReceivedRecord("owner." + aggregate + ".v1", 0, 0, null, Map.of(), null);
        return new JournalEvent(
                UUID.randomUUID(), "owner.thing-happened.v1", id, 1, 1, Instant.EPOCH, null, after, received);
    }
}
