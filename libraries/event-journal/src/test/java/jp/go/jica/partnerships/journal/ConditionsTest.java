package jp.go.jica.partnerships.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void noValuesAreNoCondition() {
        assertThat(Conditions.none()
                        .andOneOf("a", List.of())
                        .andContainsOneOf(List.of())
                        .andMentions("b", List.of())
                        .sql())
                .isEqualTo("true");
    }

    @Test
    void valuesNeverStandInTheSql() {
        Conditions conditions =
                Conditions.none().andOneOf("a", List.of("'; drop table x")).andMentions("b", List.of("y"));
        assertThat(conditions.sql()).isEqualTo("true and a = any(?) and b ilike any(?)");
        assertThat(conditions.values()).hasSize(2);
    }

    @Test
    void charactersThatMeanSomethingToLikeAreSearchedAsTheyAre() {
        assertThat((String[]) Conditions.none()
                        .andMentions("b", List.of("100%_\\"))
                        .values()
                        .get(0))
                .containsExactly("%100\\%\\_\\\\%");
    }
}
