package jp.go.jica.partnerships.programs.iati.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.rest.Answers;
import jp.go.jica.partnerships.programs.iati.Activities;
import jp.go.jica.partnerships.programs.iati.ActivityFile;
import org.jspecify.annotations.Nullable;

/** The other form of a program, beside JSON. */
@ApplicationScoped
public class ActivityForm {

    public static final String MEDIA_TYPE = "application/vnd.iati.activity+xml";

    private static final List<MediaType> FORMS =
            List.of(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(MEDIA_TYPE));
    private static final int TAG_BYTES = 16;

    private final Activities activities;

    public ActivityForm(Activities activities) {
        this.activities = activities;
    }

    /** Whether the caller would rather have this than JSON. */
    public boolean isWanted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(accepted -> FORMS.stream().filter(accepted::isCompatible))
                .findFirst()
                .filter(form -> form.toString().equals(MEDIA_TYPE))
                .isPresent();
    }

    /** The activity, or 304 if the caller has this very one. */
    public Response answer(UUID id, @Nullable String ifNoneMatch) {
        byte[] file = ActivityFile.of(activities.required(id));
        return Answers.found(new EntityTag(tag(file)), file, ifNoneMatch);
    }

    // Over the bytes: they follow the codes of other programs too, which the version does not count.
    private static String tag(byte[] file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
