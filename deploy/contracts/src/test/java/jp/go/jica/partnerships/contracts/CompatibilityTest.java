package jp.go.jica.partnerships.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/** What callers were given goes on to work: an API gains, and loses nothing. */
class CompatibilityTest {

    private static final String RELEASED = """
        openapi: 3.1.0
        info: {title: Notes, version: "1"}
        paths:
          /v1/notes:
            get:
              parameters:
              - {name: q, in: query, schema: {type: string}}
              responses:
                "200":
                  description: Notes
                  content:
                    application/json: {schema: {$ref: "#/components/schemas/Note"}}
            post:
              requestBody:
                content:
                  application/json: {schema: {$ref: "#/components/schemas/NewNote"}}
              responses:
                "201":
                  description: The note
                  content:
                    application/json: {schema: {$ref: "#/components/schemas/Note"}}
          /v1/notes/count:
            get:
              responses:
                "200":
                  description: How many
                  content:
                    application/json: {schema: {type: integer}}
        components:
          schemas:
            Note:
              type: object
              required: [id, text, state]
              properties:
                id: {type: string}
                text: {type: string}
                state: {type: string, enum: [OPEN, DONE]}
            NewNote:
              type: object
              required: [text]
              properties:
                text: {type: string}
                colour: {type: string, enum: [RED, BLUE]}
        """;

    @ParameterizedTest
    @ValueSource(strings = {"programs", "agreements", "participants", "reporting"})
    void descriptionKeepsWhatWasReleased(String service) {
        Description description = Description.of(service);
        ChangedOpenApi change = compared(description.released(), description.committed());
        assertThat(change.isIncompatible())
                .as(() -> "Callers of %s would break: %s".formatted(service, broken(change)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a path goes               | /v1/notes/count:             | /v1/notes/number:
                an operation goes         | post:                        | put:
                a parameter goes          | {name: q,                    | {name: query,
                a field of an answer goes | text: {type: string}@        | note: {type: string}@
                a field must be sent      | required: [text]             | required: [text, colour]
                a field's kind changes    | id: {type: string}           | id: {type: integer}
                an answer's kind changes  | {schema: {type: integer}}    | {schema: {type: string}}
                a value is refused        | enum: [RED, BLUE]            | enum: [RED]
                a status goes             | "201":                       | "202":
                """)
    void breakIsFound(String what, String before, String after, @TempDir Path folder) throws IOException {
        assertThat(changed(folder, before, after).isIncompatible()).as(what).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                a path comes           | /v1/notes/count:  | /v1/notes/first: {get: {responses: {default: {description: One}}}}@  /v1/notes/count:
                a field may be sent    | colour:           | size: {type: integer}@        colour:
                a field is answered    | state:            | size: {type: integer}@        state:
                """)
    void additionIsLetThrough(String what, String before, String after, @TempDir Path folder) throws IOException {
        ChangedOpenApi change = changed(folder, before, after);
        assertThat(change.isDifferent()).as(what).isTrue();
        assertThat(change.isIncompatible()).as(what).isFalse();
    }

    @Test
    void sameDescriptionIsNoChange(@TempDir Path folder) throws IOException {
        assertThat(changed(folder, "Notes", "Notes").isUnchanged()).isTrue();
    }

    private static ChangedOpenApi changed(Path folder, String before, String after) throws IOException {
        String old = before.replace("@", "\n");
        assertThat(RELEASED).contains(old);
        Path released = Files.writeString(folder.resolve("released.yaml"), RELEASED);
        Path committed = Files.writeString(
                folder.resolve("committed.yaml"), replacedFirst(RELEASED, old, after.replace("@", "\n")));
        return compared(released, committed);
    }

    private static String replacedFirst(String text, String old, String by) {
        int at = text.indexOf(old);
        return text.substring(0, at) + by + text.substring(at + old.length());
    }

    private static ChangedOpenApi compared(Path released, Path committed) {
        return OpenApiCompare.fromContents(asComparable(released), asComparable(committed));
    }

    // openapi-diff 2.1.0 does not look at the type of a schema in OpenAPI 3.1. Our descriptions use nothing of 3.1 that
    // the parser would not read in a 3.0 document; if one ever does, the break that is planted above is no longer
    // found.
    private static String asComparable(Path description) {
        try {
            return Files.readString(description).replace("openapi: 3.1.0", "openapi: 3.0.3");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String broken(ChangedOpenApi change) {
        return change.getChangedElements().stream()
                .filter(element -> element != null && element.isIncompatible())
                .map(Object::toString)
                .reduce("", (all, one) -> all + "\n" + one);
    }
}
