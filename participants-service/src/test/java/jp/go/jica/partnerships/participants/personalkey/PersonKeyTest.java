package jp.go.jica.partnerships.participants.personalkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonKeyTest {

    private static final UUID SOMEBODY = new UUID(1, 1);
    private static final UUID SOMEBODY_ELSE = new UUID(2, 2);
    private static final byte[] PLAIN = "Keomany".getBytes(UTF_8);

    private final PersonKey key = PersonKey.generate(SOMEBODY);

    @Test
    void whatWasSealedOpensForItsPersonAndPlaceOnly() {
        byte[] sealed = key.seal(PLAIN, "person");
        assertThat(new String(sealed, UTF_8)).doesNotContain("Keomany");
        assertThat(key.open(sealed, "person")).isEqualTo(PLAIN);
        assertThatIllegalStateException().isThrownBy(() -> key.open(sealed, "person_change/2"));
        assertThatIllegalStateException()
                .isThrownBy(() -> PersonKey.generate(SOMEBODY_ELSE).open(sealed, "person"));
    }

    @Test
    void theSameIsSealedDifferentlyEachTime() {
        assertThat(key.seal(PLAIN, "person")).isNotEqualTo(key.seal(PLAIN, "person"));
    }

    @Test
    void whatWasChangedInTheDatabaseDoesNotOpen() {
        byte[] sealed = key.seal(PLAIN, "person");
        sealed[sealed.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> key.open(sealed, "person"));
    }

    @Test
    void aWrappedKeyUnwrapsForItsPersonOnly() throws GeneralSecurityException {
        KeyWrapping wrapping = keyset(newKeyset());
        byte[] sealed = key.seal(PLAIN, "person");
        byte[] wrapped = key.wrapped(wrapping);
        assertThat(PersonKey.unwrapped(SOMEBODY, wrapped, wrapping).open(sealed, "person"))
                .isEqualTo(PLAIN);
        assertThatIllegalStateException().isThrownBy(() -> PersonKey.unwrapped(SOMEBODY_ELSE, wrapped, wrapping));
        KeyWrapping another = keyset(newKeyset());
        assertThatIllegalStateException().isThrownBy(() -> PersonKey.unwrapped(SOMEBODY, wrapped, another));
    }

    @Test
    void aKeyThatIsNotPrimaryAnyMoreStillUnwraps() throws GeneralSecurityException {
        KeysetHandle before = newKeyset();
        byte[] wrapped = key.wrapped(keyset(before));
        KeysetHandle after = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(before.getAt(0).getKey())
                        .withFixedId(before.getAt(0).getId()))
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        KeyWrapping rotated = keyset(after);
        assertThat(PersonKey.unwrapped(SOMEBODY, wrapped, rotated).open(key.seal(PLAIN, "person"), "person"))
                .isEqualTo(PLAIN);
        assertThat(rotated.currentKey()).isNotEqualTo(keyset(before).currentKey());
    }

    @Test
    void aKeyManagementServiceCanStandInForTheKeyset() {
        KeyWrapping service = new RemoteKeys();
        byte[] wrapped = key.wrapped(service);
        assertThat(PersonKey.unwrapped(SOMEBODY, wrapped, service).open(key.seal(PLAIN, "person"), "person"))
                .isEqualTo(PLAIN);
    }

    @Test
    void aKeysetIsReadFromAFileToo(@TempDir Path folder) throws GeneralSecurityException, IOException {
        KeysetHandle keyset = newKeyset();
        Path file = Files.writeString(folder.resolve("keyset.json"), json(keyset));
        byte[] wrapped = key.wrapped(new WrappingKeyset(Optional.of(file), Optional.empty()));
        assertThat(PersonKey.unwrapped(SOMEBODY, wrapped, keyset(keyset))).isNotNull();
    }

    @Test
    void withoutAKeysetNothingStartsAndOneThatCannotBeReadIsNotRepeated() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new WrappingKeyset(Optional.empty(), Optional.empty()))
                .withMessageContaining("partnerships.personal-data.keyset");
        for (String unreadable : new String[] {"!", base64("{}"), base64("{\"primaryKeyId\":1}"), base64("secret")}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new WrappingKeyset(Optional.empty(), Optional.of(unreadable)))
                    .withNoCause()
                    .withMessageNotContaining("secret");
        }
    }

    @Test
    void aKeyTellsNothingOfItself() {
        assertThat(key).hasToString("PersonKey[" + SOMEBODY + "]");
    }

    private static KeysetHandle newKeyset() throws GeneralSecurityException {
        AeadConfig.register();
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    }

    private static WrappingKeyset keyset(KeysetHandle keyset) throws GeneralSecurityException {
        return new WrappingKeyset(Optional.empty(), Optional.of(base64(json(keyset))));
    }

    private static String json(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** Keeps what it wrapped and gives out tickets: nothing of the key leaves it. */
    private static final class RemoteKeys implements KeyWrapping {

        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public String currentKey() {
            return "projects/jica/keys/persons/3";
        }

        @Override
        public byte[] wrap(byte[] key, byte[] owner) {
            String ticket = new String(owner, UTF_8) + "/" + kept.size();
            kept.put(ticket, key);
            return ticket.getBytes(UTF_8);
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] owner) {
            return kept.getOrDefault(new String(wrapped, UTF_8), new byte[0]);
        }
    }
}
