package jp.go.jica.partnerships.programs.iati;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.Consumer;

/** An IATI file of version 2.03: one activity after another, of which none is kept. */
public final class ActivityFile {

    private static final String[] VERSION = {"version", "2.03"};

    private ActivityFile() {}

    /**
     * Writes a file of many. A file that ends early is not well-formed, so nobody takes it for the whole.
     *
     * @param activities hands over at least one: IATI has no empty file
     */
    public static void write(Consumer<Consumer<Activity>> activities, Instant generatedAt, OutputStream out) {
        Markup xml = new Markup(out);
        xml.open("iati-activities", VERSION[0], VERSION[1], "generated-datetime", generatedAt.toString());
        ActivityElement element = new ActivityElement(xml);
        activities.accept(element::write);
        xml.close().flush();
    }

    /** A file of one. It does not say when it was made, so that it is the same as long as the activity is. */
    public static byte[] of(Activity activity) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Markup xml = new Markup(out);
        xml.open("iati-activities", VERSION);
        new ActivityElement(xml).write(activity);
        xml.close().flush();
        return out.toByteArray();
    }
}
