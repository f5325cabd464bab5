package jp.go.jica.partnerships.programs.iati;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import jp.go.jica.partnerships.referencedata.Label;

/**
 * Elements of an XML document in UTF-8, written one after another; attributes are names and values in turn. Where they
 * cannot be written, it throws {@link UncheckedIOException}.
 */
final class Markup {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;

    Markup(OutputStream out) {
        try {
            xml = FACTORY.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        } catch (XMLStreamException e) {
            throw brokenOff(e);
        }
    }

    Markup open(String element, String... attributes) {
        return step(() -> {
            xml.writeStartElement(element);
            attributes(attributes);
        });
    }

    Markup close() {
        return step(xml::writeEndElement);
    }

    /** Writes what has been held back, for instance the end of a start tag. */
    void flush() {
        step(xml::flush);
    }

    /** An element without contents. */
    Markup empty(String element, String... attributes) {
        return step(() -> {
            xml.writeEmptyElement(element);
            attributes(attributes);
        });
    }

    Markup text(String element, String text, String... attributes) {
        open(element, attributes);
        step(() -> xml.writeCharacters(allowed(text)));
        return close();
    }

    Markup narrative(Language language, String text) {
        return text("narrative", text, "xml:lang", language.code());
    }

    Markup narratives(Label names) {
        return narratives(names.en(), names.ja());
    }

    Markup narratives(String en, String ja) {
        return narrative(Language.ENGLISH, en).narrative(Language.JAPANESE, ja);
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i], allowed(namesAndValues[i + 1]));
        }
    }

    // JSON can hold characters that no XML 1.0 document may have, not even escaped.
    private static String allowed(String text) {
        return text.codePoints()
                .filter(Markup::isAllowed)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }

    private interface Step {
        void take() throws XMLStreamException;
    }

    private Markup step(Step step) {
        try {
            step.take();
            return this;
        } catch (XMLStreamException e) {
            throw brokenOff(e);
        }
    }

    private static UncheckedIOException brokenOff(XMLStreamException e) {
        return new UncheckedIOException(new IOException("The document could not be written to its end", e));
    }
}
