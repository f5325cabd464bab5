package jp.go.jica.partnerships.testing;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FencesTest {
    private static final JavaClasses VIOLATING =
            new ClassFileImporter().importPackages("jp.go.jica.partnerships.programs.violating");
    private static final JavaClasses SOUND =
            new ClassFileImporter().importPackages("jp.go.jica.partnerships.programs.sound");

    @ParameterizedTest
    @CsvSource({
        "FEATURES_KNOW_NEITHER_HTTP_NOR_THE_BUS, AnswersHttp KnowsSmallRye",
        "FEATURES_DO_NOT_KNOW_THEIR_ADAPTERS, KnowsItsAdapter",
        "TRANSPORTS_ARE_MET_IN_ADAPTERS_ONLY, KnowsTheOtherAdapter",
        "SERVICES_DO_NOT_KNOW_EACH_OTHER, KnowsAnotherService",
        "DEPENDENCIES_COME_BY_THE_CONSTRUCTOR, InjectsAField ConfiguresAField",
        "TIME_IDS_AND_CHANCE_ARE_INJECTED, AsksTheSystemForTheTime MakesItsOwnIds",
        "LOGGING_GOES_THROUGH_ONE_DOOR, LogsByJavaUtilLogging",
        "NOTHING_IS_PRINTED, Prints",
        "EVERY_POST_CAN_BE_REPEATED, ForgetsTheKey",
        "COMMANDS_JOIN_THE_TRANSACTION_THAT_IS_THERE, OpensItsOwnTransaction",
        "NAMES_SAY_WHAT_A_THING_IS, ProgramHelper"
    })
    void fenceStopsTheClassesThatBreakItAndNoOthers(String fence, String breaking) {
        List<String> expected = List.of(breaking.split(" "));
        List<String> stopped = VIOLATING.stream()
                .filter(c -> !c.getSimpleName().equals("package-info"))
                .filter(c -> violates(rule(fence), c.getName()))
                .map(c -> c.getSimpleName())
                .toList();

        assertThat(stopped).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void soundServicePassesEveryFence() {
        fences().forEach(fence -> rule(fence).check(SOUND));
    }

    @Test
    void everyFenceHasAClassThatBreaksIt() {
        assertThat(fences().filter(fence -> !rule(fence).evaluate(VIOLATING).hasViolation()))
                .isEmpty();
    }

    private static boolean violates(ArchRule rule, String className) {
        return rule.evaluate(VIOLATING.that(name(className))).hasViolation();
    }

    private static Stream<String> fences() {
        return Arrays.stream(Fences.class.getFields()).map(Field::getName);
    }

    private static ArchRule rule(String fence) {
        try {
            return (ArchRule) Fences.class.getField(fence).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(fence, e);
        }
    }
}
