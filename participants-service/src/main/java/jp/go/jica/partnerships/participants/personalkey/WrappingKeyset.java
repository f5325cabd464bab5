package jp.go.jica.partnerships.participants.personalkey;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wraps by a Tink keyset from the configuration: its primary key wraps, all of its keys unwrap. The service does not
 * start without.
 */
@Startup
@Singleton
public class WrappingKeyset implements KeyWrapping {

    private final Aead aead;
    private final String currentKey;

    /**
     * Either of a file or of base64, of a keyset of AEAD keys in Tink's JSON.
     *
     * @throws IllegalStateException if there is none, or none that can be read
     */
    public WrappingKeyset(
            @ConfigProperty(name = "partnerships.personal-data.keyset-file") Optional<Path> file,
            @ConfigProperty(name = "partnerships.personal-data.keyset") Optional<String> base64) {
        try {
            AeadConfig.register();
            KeysetHandle keyset =
                    TinkJsonProtoKeysetFormat.parseKeyset(json(file, base64), InsecureSecretKeyAccess.get());
            this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
            this.currentKey = Integer.toUnsignedString(keyset.getPrimary().getId());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
            // Without the cause, which could repeat a part of it.
            throw new IllegalStateException("partnerships.personal-data.keyset is no keyset of AEAD keys");
        }
    }

    private static String json(Optional<Path> file, Optional<String> base64) throws IOException {
        if (file.isPresent()) {
            return Files.readString(file.get());
        }
        String encoded = base64.orElseThrow(() -> new IllegalStateException(
                "Neither partnerships.personal-data.keyset-file nor partnerships.personal-data.keyset is set"));
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    @Override
    public String currentKey() {
        return currentKey;
    }

    @Override
    public byte[] wrap(byte[] key, byte[] owner) {
        try {
            return aead.encrypt(key, owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key cannot be wrapped", e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] owner) {
        try {
            return aead.decrypt(wrapped, owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key was wrapped under a key that is not there, or for somebody else", e);
        }
    }
}
