package jp.go.jica.partnerships.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Subject;
import jp.go.jica.partnerships.systemtests.client.UnexpectedAnswer;

/** The loader's two subjects at work: one enters records, the other approves what it has not entered itself. */
final class Desk {

    private static final Subject RECORDER = Subject.of("loader-recorder", "recorder", "*");
    private static final Subject APPROVER = Subject.of("loader-approver", "approver", "*");
    private static final int LONGEST_PAGE = 500;

    private final Client client;
    private final Tally tally;

    Desk(Client client, Tally tally) {
        this.client = client;
        this.tally = tally;
    }

    /** Creates a record, unless there is one with its business number already: see {@link #isDuplicate}. */
    Answer create(URI collection, Object body) throws InterruptedException {
        Answer answer = client.post(RECORDER, collection, body);
        return isDuplicate(answer) ? answer : counted(answer);
    }

    /** A recorder's transition of the version that was read, unless it was made already: see {@link #isStale}. */
    Answer change(URI transition, Object body, String etag) throws InterruptedException {
        Answer answer = client.post(RECORDER, transition, body, etag);
        return isStale(answer) ? answer : counted(answer);
    }

    /** As {@link #change}, for what a recorder may not do. */
    Answer approve(URI transition, Object body, String etag) throws InterruptedException {
        Answer answer = client.post(APPROVER, transition, body, etag);
        return isStale(answer) ? answer : counted(answer);
    }

    Answer read(URI address) throws InterruptedException {
        return client.get(RECORDER, address).expectSuccess();
    }

    /**
     * All records of a list.
     *
     * @param query filters as {@code name=value}
     */
    List<JsonNode> listAll(URI collection, String... query) throws InterruptedException {
        List<String> parameters = new ArrayList<>(List.of(query));
        parameters.add("limit=" + LONGEST_PAGE);
        String first = collection + "?" + String.join("&", parameters);
        List<JsonNode> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            String address = first
                    + cursor.map(value -> "&" + parameter("cursor", value)).orElse("");
            JsonNode page = read(URI.create(address)).json();
            page.path("items").forEach(items::add);
            cursor = Optional.ofNullable(page.path("nextCursor").textValue());
        } while (cursor.isPresent());
        return items;
    }

    /** All records of a list by their business number. */
    Map<String, JsonNode> byNumber(String field, URI collection, String... query) throws InterruptedException {
        Map<String, JsonNode> byNumber = new HashMap<>();
        listAll(collection, query).forEach(item -> byNumber.put(item.path(field).asText(), item));
        return byNumber;
    }

    /** Whether the record is there: from before, or from a request whose answer got lost. */
    static boolean isDuplicate(Answer answer) {
        return answer.status() == 409 && answer.problem().equals("duplicate");
    }

    /** Whether the change is there: nobody else changes these records, so it was made and its answer got lost. */
    static boolean isStale(Answer answer) {
        return answer.status() == 412;
    }

    static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** @throws UnexpectedAnswer if the change was refused */
    private Answer counted(Answer answer) {
        answer.expectSuccess();
        tally.changed();
        return answer;
    }
}
