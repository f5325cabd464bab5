package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Json;
import jp.go.jica.partnerships.systemtests.client.Subject;
import org.junit.jupiter.api.Test;

/** A new wrapping key is brought in and the old one taken out by configuration and one command, and back again. */
@WithLocalSystem
class KeyRotationIT {

    private static final String KEYSET = "PARTNERSHIPS_PERSONAL_DATA_KEYSET";
    private static final int NEW_KEY = 2;
    private static final Subject ADMINISTRATOR = Subject.of("test-administrator", "administrator");

    private final LocalSystem system;
    private final Client client;

    KeyRotationIT(LocalSystem system) {
        this.system = system;
        this.client = new Client(system.addresses(), Duration.ofSeconds(30), change -> {}, Clock.systemUTC());
    }

    @Test
    void aNewKeyComesInAndTheOldOneGoesOutWhilePersonsAreReadAllTheTime() throws Exception {
        String path = "/v1/participants/" + Fact.id(new Fact(client, system.addresses()).participant("LA"));
        JsonNode old = decoded(
                Objects.requireNonNull(system.environmentOf("participants").get(KEYSET), KEYSET));
        int oldKey = old.path("primaryKeyId").asInt();
        JsonNode both = withNewKey(old);

        // First every instance can unwrap by both; only then anything is wrapped by the new one.
        try (Instance knowsBoth = instance(primary(both, oldKey));
                Instance rotating = instance(primary(both, NEW_KEY))) {
            rotateAll(rotating);
            assertReads(knowsBoth, path);
            assertReads(rotating, path);
        }
        try (Instance withoutOldKey = instance(only(both, NEW_KEY))) {
            assertReads(withoutOldKey, path);
        }
        try (Instance backAgain = instance(primary(both, oldKey))) {
            rotateAll(backAgain);
        }
        assertReads(system.addresses().participants(), path);
    }

    private Instance instance(JsonNode keyset) throws Exception {
        String json = Json.write(keyset);
        return Instance.start(
                system,
                "participants",
                Map.of(KEYSET, Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8))));
    }

    private void rotateAll(Instance instance) throws InterruptedException {
        int remaining;
        do {
            remaining = client.post(ADMINISTRATOR, instance.address().resolve("/v1/key-rotations"), Map.of())
                    .expectSuccess()
                    .json()
                    .path("remaining")
                    .asInt(-1);
        } while (remaining > 0);
        assertThat(remaining).isZero();
    }

    private void assertReads(Instance instance, String path) throws InterruptedException {
        assertReads(instance.address(), path);
    }

    private void assertReads(URI participants, String path) throws InterruptedException {
        Answer person = new Fact(client, system.addresses()).personAt(participants.resolve(path));
        assertThat(person.json().at("/name/family").asText()).isEqualTo("Synthetic");
    }

    private static JsonNode decoded(String base64) {
        return Json.read(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    }

    /** One more key of AES-256-GCM; in Tink's protocol buffers it is field 3, its bytes. */
    private static JsonNode withNewKey(JsonNode keyset) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        byte[] message = ByteBuffer.allocate(2 + key.length)
                .put((byte) 0x1a)
                .put((byte) key.length)
                .put(key)
                .array();
        ObjectNode both = keyset.deepCopy();
        ObjectNode added = both.at("/key/0").deepCopy();
        added.put("keyId", NEW_KEY);
        ((ObjectNode) added.path("keyData")).put("value", Base64.getEncoder().encodeToString(message));
        ((ArrayNode) both.path("key")).add(added);
        return both;
    }

    private static JsonNode primary(JsonNode keyset, int key) {
        ObjectNode changed = keyset.deepCopy();
        return changed.put("primaryKeyId", key);
    }

    private static JsonNode only(JsonNode keyset, int key) {
        ObjectNode one = keyset.deepCopy();
        ArrayNode keys = one.putArray("key");
        keyset.path("key").forEach(each -> {
            if (each.path("keyId").asInt() == key) {
                keys.add(each);
            }
        });
        return one.put("primaryKeyId", key);
    }
}
