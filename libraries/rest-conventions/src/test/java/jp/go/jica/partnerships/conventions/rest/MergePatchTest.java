package jp.go.jica.partnerships.conventions.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergePatchTest {

    record Inner(@Nullable String c, @Nullable String d) {}

    record Outer(
            @Size(max = 3) @Nullable String a,
            @Nullable Inner b,
            @Nullable List<String> list) {}

    private static final Outer CURRENT = new Outer("x", new Inner("y", "z"), List.of("1", "2"));

    private final MergePatch mergePatch = new MergePatch(
            strict(),
            new StrictBody(strict(), Validation.buildDefaultValidatorFactory().getValidator()));

    private static ObjectMapper strict() {
        ObjectMapper json = new ObjectMapper();
        new StrictJson().customize(json);
        return json;
    }

    private Outer patched(String patch) {
        return mergePatch.apply(patch, CURRENT, Outer.class);
    }

    @Test
    void whatIsAbsentStays() {
        assertThat(patched("{}")).isEqualTo(CURRENT);
    }

    @Test
    void nullRemovesAndAnObjectMerges() {
        assertThat(patched("{\"a\":null,\"b\":{\"c\":\"w\"}}"))
                .isEqualTo(new Outer(null, new Inner("w", "z"), List.of("1", "2")));
        assertThat(patched("{\"b\":{\"d\":null}}").b()).isEqualTo(new Inner("y", null));
    }

    @Test
    void aListIsReplacedWhole() {
        assertThat(patched("{\"list\":[\"3\"]}").list()).containsExactly("3");
    }

    @Test
    void unknownFieldsAreRefusedEvenWhenTheyAreToBeRemoved() {
        refused("unknown-field", "{\"q\":1}");
        refused("unknown-field", "{\"q\":null}");
        refused("unknown-field", "{\"b\":{\"q\":null}}");
    }

    @Test
    void whatComesOutIsCheckedLikeABody() {
        refused("size", "{\"a\":\"four\"}");
    }

    @Test
    void aPatchIsOneObject() {
        refused("not-an-object", "[]");
        refused("not-an-object", "1");
        refused("malformed-json", "{");
        refused("unreadable-value", "{} {}");
        refused("not-an-object", "");
        refused("malformed-json", "{\"a\":1,\"a\":2}");
    }

    private void refused(String code, String patch) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> patched(patch))
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Refusal.Violation::code)
                        .containsExactly(code));
    }
}
