package jp.go.jica.partnerships.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Puts the connector files of {@code deploy/connect} over Connect's REST API and restarts what has failed. */
final class Connectors {
    enum State {
        RUNNING,
        FAILED,
        STARTING
    }

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final String address;

    /** @param address of Connect's REST API */
    Connectors(Path folder, String address) {
        this.folder = folder;
        this.address = address + "/connectors/";
    }

    /** Nothing is sent when Connect has the very same settings: sending them would restart the connector. */
    void put(String name) throws IOException, InterruptedException {
        String wanted = Files.readString(folder.resolve(name + ".json"));
        HttpResponse<String> present = Http.get(address + name + "/config");
        if (present.statusCode() == 200 && sameSettings(wanted, present.body())) {
            return;
        }
        HttpResponse<String> answer = Http.putJson(address + name + "/config", wanted);
        if (answer.statusCode() >= 300) {
            throw new IOException("Connect refused connector " + name + ": " + answer.body());
        }
    }

    private boolean sameSettings(String wanted, String present) throws IOException {
        ObjectNode kept = (ObjectNode) json.readTree(present);
        kept.remove("name");
        return kept.equals(json.readTree(wanted));
    }

    /** RUNNING when the connector and each of its tasks are. */
    State state(String name) throws IOException, InterruptedException {
        HttpResponse<String> answer = Http.get(address + name + "/status");
        if (answer.statusCode() != 200) {
            return State.STARTING;
        }
        JsonNode status = json.readTree(answer.body());
        JsonNode tasks = status.path("tasks");
        Stream<JsonNode> all =
                Stream.concat(Stream.of(status.path("connector")), StreamSupport.stream(tasks.spliterator(), false));
        List<String> states = all.map(part -> part.path("state").asText()).toList();
        if (states.contains("FAILED")) {
            return State.FAILED;
        }
        return !tasks.isEmpty() && states.stream().allMatch("RUNNING"::equals) ? State.RUNNING : State.STARTING;
    }

    void restart(String name) throws IOException, InterruptedException {
        Http.post(address + name + "/restart?includeTasks=true&onlyFailed=true", "application/json", "");
    }
}
