package jp.go.jica.partnerships.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka client takes the file that is mounted, and the keys beside it in the form in which Strimzi gives them. */
class ClientSettingsTest {

    private static final String MOUNTED = "/etc/partnerships/kafka";
    private static final String PASSWORD = "of-this-test";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeAKey() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("user.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "user",
                        "-dname",
                        "CN=programs",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        pem(
                "user.key",
                "PRIVATE KEY",
                keys.getKey("user", PASSWORD.toCharArray()).getEncoded());
        pem("user.crt", "CERTIFICATE", keys.getCertificate("user").getEncoded());
        pem("ca.crt", "CERTIFICATE", keys.getCertificate("user").getEncoded());
    }

    private static void pem(String file, String what, byte[] content) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, lines.encodeToString(content), what));
    }

    @Test
    void clientIsMadeFromTheFile() throws IOException {
        try (Admin client = Admin.create(settings())) {
            assertThat(client.metrics()).isNotEmpty();
        }
    }

    @Test
    void clientIsNotMadeWithoutItsKey() throws IOException {
        Map<String, Object> settings = settings();
        settings.put("ssl.keystore.key", "none");

        assertThatThrownBy(() -> Admin.create(settings)).isInstanceOf(KafkaException.class);
    }

    private static Map<String, Object> settings() throws IOException {
        Path file = folder.resolve("client.properties");
        Files.writeString(
                file, Files.readString(Path.of("cluster/tls/client.properties")).replace(MOUNTED, folder.toString()));
        return new HashMap<>(new KafkaConnection("127.0.0.1:1", Optional.of(file)).settings());
    }
}
