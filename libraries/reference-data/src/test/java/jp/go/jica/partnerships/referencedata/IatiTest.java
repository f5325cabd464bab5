package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IatiTest {

    @Test
    void theCodesChosenByProgramCodeAreThoseOfTheStandard() {
        assertSame(Iati.ActivityStatus.values(), Iati.ActivityStatus::code, IatiCodelist.ACTIVITY_STATUS);
        assertSame(Iati.ActivityDateType.values(), Iati.ActivityDateType::code, IatiCodelist.ACTIVITY_DATE_TYPE);
        assertSame(Iati.OrganisationRole.values(), Iati.OrganisationRole::code, IatiCodelist.ORGANISATION_ROLE);
        assertSame(
                Iati.RelatedActivityType.values(), Iati.RelatedActivityType::code, IatiCodelist.RELATED_ACTIVITY_TYPE);
        assertSame(Iati.ResultType.values(), Iati.ResultType::code, IatiCodelist.RESULT_TYPE);
    }

    @Test
    void everyListHasItsCodesOnceAndDatesInOrder() {
        for (IatiCodelist list : IatiCodelist.all()) {
            assertThat(list.codes()).as(list.standardName()).isNotEmpty();
            assertThat(list.codes()).extracting(IatiCode::code).doesNotHaveDuplicates();
            assertThat(list.codes())
                    .allMatch(code -> code.activeFrom() == null
                            || code.withdrawnAfter() == null
                            || code.activeFrom().isBefore(code.withdrawnAfter()));
        }
    }

    @Test
    void everyListOfTheFolderIsInUse() {
        assertThat(Table.read("sources.csv", row -> row.text("table")).stream()
                        .filter(table -> table.startsWith("iati/")))
                .containsExactlyInAnyOrderElementsOf(IatiCodelist.all().stream()
                        .map(list -> "iati/" + list.standardName() + ".csv")
                        .toList());
    }

    @Test
    void aCodeIsReadWithItsNameAndAnUnknownOneIsExplained() {
        assertThat(IatiCodelist.ORGANISATION_TYPE.parse("11").name()).isEqualTo("Local Government");
        assertThat(IatiCodelist.SDG_GOAL.parse("6").name()).startsWith("Goal 6.");
        assertThatThrownBy(() -> IatiCodelist.ORGANISATION_TYPE.parse("local government"))
                .isInstanceOf(InvalidCode.class)
                .hasMessage("\"local government\" is not a code of IATI's list OrganisationType."
                        + " Did you mean 11 (Local Government)?");
        assertThatThrownBy(() -> IatiCodelist.RESULT_TYPE.parse("4"))
                .hasMessage("\"4\" is not a code of IATI's list ResultType.");
    }

    @Test
    void aWithdrawnCodeIsKnownAndValidUntilItsLastDay() {
        IatiCode otherOfficialFlows = IatiCodelist.FLOW_TYPE.parse("20");

        assertThat(otherOfficialFlows.validOn(LocalDate.of(2015, 12, 31))).isTrue();
        assertThat(otherOfficialFlows.validOn(LocalDate.of(2016, 1, 1))).isFalse();
    }

    private static <E extends Enum<E>> void assertSame(E[] chosen, Function<E, String> code, IatiCodelist list) {
        assertThat(Arrays.stream(chosen).collect(Collectors.toMap(code, each -> words(each.name()))))
                .isEqualTo(list.codes().stream().collect(Collectors.toMap(IatiCode::code, each -> words(each.name()))));
    }

    private static String words(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
    }
}
