package jp.go.jica.partnerships.conventions.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as it goes over the wire, apart from what every answer gets: written once, so that it stays the same byte by byte. */
record Answer(
        int status,
        Map<String, List<String>> headers,
        @Nullable String body) {

    static Answer of(Response response, ObjectMapper json) {
        Object entity = response.getEntity();
        return new Answer(
                response.getStatus(), response.getStringHeaders(), entity == null ? null : text(entity, json));
    }

    private static String text(Object entity, ObjectMapper json) {
        try {
            return entity instanceof String written ? written : json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
    }

    static Answer read(byte[] stored, ObjectMapper json) {
        try {
            return json.readValue(stored, Answer.class);
        } catch (IOException e) {
            throw new IllegalStateException("A remembered answer cannot be read", e);
        }
    }

    byte[] bytes(ObjectMapper json) {
        try {
            return json.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written", e);
        }
    }

    Response.ResponseBuilder response() {
        Response.ResponseBuilder response = Response.status(status).entity(body);
        headers.forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response;
    }
}
