package jp.go.jica.partnerships.participants.personalkey;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** AES-256-GCM under the key of one person. What was sealed for one person and place opens at no other. */
public final class PersonKey {

    static {
        try {
            // Once, not for each of the persons of a list.
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final UUID owner;
    private final KeysetHandle keyset;
    private final Aead aead;

    private PersonKey(UUID owner, KeysetHandle keyset) throws GeneralSecurityException {
        this.owner = owner;
        this.keyset = keyset;
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    static PersonKey generate(UUID owner) {
        try {
            return new PersonKey(owner, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key can be made", e);
        }
    }

    static PersonKey unwrapped(UUID owner, byte[] wrapped, KeyWrapping wrapping) {
        try {
            return new PersonKey(
                    owner,
                    TinkProtoKeysetFormat.parseKeyset(
                            wrapping.unwrap(wrapped, bytes(owner)), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A person's key cannot be read", e);
        }
    }

    byte[] wrapped(KeyWrapping wrapping) {
        try {
            return wrapping.wrap(
                    TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()), bytes(owner));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A person's key cannot be wrapped", e);
        }
    }

    /**
     * Sealed for a place.
     *
     * @param place table and row within what is kept of the person
     */
    public byte[] seal(byte[] plain, String place) {
        try {
            return aead.encrypt(plain, associated(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What is personal cannot be sealed", e);
        }
    }

    /**
     * What was sealed.
     *
     * @throws IllegalStateException if it was sealed for another person or place, or has been changed
     */
    public byte[] open(byte[] sealed, String place) {
        try {
            return aead.decrypt(sealed, associated(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What is kept of a person does not open here", e);
        }
    }

    private byte[] associated(String place) {
        return bytes(owner + "/" + place);
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "PersonKey[" + owner + "]";
    }
}
