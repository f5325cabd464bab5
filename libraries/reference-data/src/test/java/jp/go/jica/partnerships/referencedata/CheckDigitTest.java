package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDigitTest {

    // Hokkaido (sum 5), Tokyo, Kagawa, Marugame, Yokohama (sum 25), Asahikawa, Hakodate: published codes.
    @ParameterizedTest
    @ValueSource(strings = {"010006", "130001", "370002", "372021", "141003", "012041", "012025"})
    void agreesWithPublishedCodes(String code) {
        assertThat(LocalGovernmentCode.checkDigit(code)).isEqualTo(code.charAt(5));
    }

    @Test
    void isADigitThatMakesTheWeightedSumDivisibleByElevenOrTheTwoExceptionsOfTheRule() {
        Random random = new Random(20160331);
        for (int i = 0; i < 20_000; i++) {
            String digits = "%05d".formatted(random.nextInt(100_000));
            int sum = 0;
            for (int place = 0; place < 5; place++) {
                sum += (6 - place) * (digits.charAt(place) - '0');
            }
            int digit = LocalGovernmentCode.checkDigit(digits) - '0';
            // A remainder of 0 would need 11 and one of 1 would need 10: the rule keeps their last digit.
            int expected = switch (sum % 11) {
                case 0 -> 1;
                case 1 -> 0;
                default -> 11 - sum % 11;
            };
            assertThat(digit).as(digits).isEqualTo(expected);
        }
    }

    @Test
    void anyOtherLastDigitOfAnExistingCodeIsRefusedWithTheRightOne() {
        for (LocalGovernment each : LocalGovernments.all()) {
            String code = each.code().value();
            for (char digit = '0'; digit <= '9'; digit++) {
                String typed = code.substring(0, 5) + digit;
                if (typed.equals(code)) {
                    assertThat(LocalGovernmentCode.parse(typed)).isEqualTo(each.code());
                } else {
                    assertThatThrownBy(() -> LocalGovernmentCode.parse(typed))
                            .isInstanceOfSatisfying(InvalidCode.class, refusal -> {
                                assertThat(refusal.code()).isEqualTo("wrong-check-digit");
                                assertThat(refusal.suggestion()).isEqualTo(code);
                            });
                }
            }
        }
    }

    @Test
    void aMistypedExistingCodeIsNeverSuggestedToBeSomethingThatDoesNotExist() {
        Random random = new Random(47);
        for (LocalGovernment each : LocalGovernments.all()) {
            StringBuilder typed = new StringBuilder(each.code().value());
            typed.setCharAt(random.nextInt(6), (char) ('0' + random.nextInt(10)));
            try {
                LocalGovernmentCode.parse(typed.toString());
            } catch (InvalidCode refusal) {
                if (refusal.suggestion() != null) {
                    assertThat(LocalGovernmentCode.parse(refusal.suggestion())).isNotNull();
                }
            }
        }
    }
}
