package jp.go.jica.partnerships.programs.iati;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.IatiCodelist;
import jp.go.jica.partnerships.referencedata.SectorCode;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What an IATI file of version 2.03 must be: the rules of the published schema for the elements that are used here, and
 * those of the standard's ruleset and code lists, in our own words (docs/adr/0128).
 */
final class IatiRules {

    /** Of an element: what it may contain, in this order, and its attributes; those with an exclamation mark it must have. */
    private record Form(String children, List<String> attributes) {

        static Form of(String children, String... attributes) {
            return new Form(children, List.of(attributes));
        }

        boolean allows(List<String> names) {
            String expression = Pattern.compile(" ")
                    .splitAsStream(children)
                    .map(child -> child.matches(".*[?*+]")
                            ? "(" + child.substring(0, child.length() - 1) + ";)" + child.charAt(child.length() - 1)
                            : child.isEmpty() ? "" : "(" + child + ";)")
                    .collect(Collectors.joining());
            return names.stream()
                    .map(name -> name + ";")
                    .collect(Collectors.joining())
                    .matches(expression);
        }
    }

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("iati-activities", Form.of("iati-activity+", "version!", "generated-datetime")),
            Map.entry(
                    "iati-activity",
                    Form.of(
                            "iati-identifier reporting-org title description+ participating-org+ other-identifier*"
                                    + " activity-status activity-date+ recipient-country* recipient-region* sector* tag*"
                                    + " related-activity* result*",
                            "last-updated-datetime",
                            "xml:lang")),
            Map.entry("iati-identifier", Form.of("")),
            Map.entry("reporting-org", Form.of("narrative+", "ref!", "type!")),
            Map.entry("title", Form.of("narrative+")),
            Map.entry("description", Form.of("narrative+", "type")),
            Map.entry("participating-org", Form.of("narrative*", "ref", "type", "role!")),
            Map.entry("other-identifier", Form.of("", "ref!", "type!")),
            Map.entry("activity-status", Form.of("", "code!")),
            Map.entry("activity-date", Form.of("", "type!", "iso-date!")),
            Map.entry("recipient-country", Form.of("narrative*", "code!", "percentage")),
            Map.entry("recipient-region", Form.of("narrative*", "code!", "vocabulary", "percentage")),
            Map.entry("sector", Form.of("narrative*", "vocabulary", "code!", "percentage")),
            Map.entry("tag", Form.of("narrative*", "vocabulary!", "code!")),
            Map.entry("related-activity", Form.of("", "ref!", "type!")),
            Map.entry("result", Form.of("title description? indicator+", "type!")),
            Map.entry("indicator", Form.of("title description? period*", "measure!")),
            Map.entry("period", Form.of("period-start period-end actual*")),
            Map.entry("period-start", Form.of("", "iso-date!")),
            Map.entry("period-end", Form.of("", "iso-date!")),
            Map.entry("actual", Form.of("comment?")),
            Map.entry("comment", Form.of("narrative+")),
            Map.entry("narrative", Form.of("", "xml:lang")));

    private static final Set<String> WITH_TEXT = Set.of("iati-identifier", "narrative");
    // IATI forbids / & | ? and white space; no identifier of ours needs more than these.
    private static final Pattern IDENTIFIER = Pattern.compile("XM-DAC-701-8-[A-Za-z0-9._~-]+");

    private final LocalDate today;
    private final List<String> broken = new ArrayList<>();

    private IatiRules(LocalDate today) {
        this.today = today;
    }

    /** Which rules the file breaks; none if it is valid. */
    static List<String> brokenBy(byte[] file, LocalDate today) {
        IatiRules rules = new IatiRules(today);
        try {
            Element root = parsed(file).getDocumentElement();
            rules.require(root.getTagName().equals("iati-activities"), "root");
            rules.require(root.getAttribute("version").equals("2.03"), "version");
            rules.form(root);
            children(root, "iati-activity").forEach(rules::activity);
            List<String> identifiers = children(root, "iati-activity")
                    .map(activity -> text(activity, "iati-identifier"))
                    .toList();
            rules.require(new HashSet<>(identifiers).size() == identifiers.size(), "identifiers are unique");
        } catch (SAXException notWellFormed) {
            rules.broken.add("well-formed");
        }
        return rules.broken;
    }

    static Document parsed(byte[] file) throws SAXException {
        try {
            var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(file));
        } catch (ParserConfigurationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private void form(Element element) {
        String name = element.getTagName();
        Form form = FORMS.get(name);
        if (form == null) {
            broken.add("element " + name);
            return;
        }
        List<Element> inside = children(element).toList();
        require(form.allows(inside.stream().map(Element::getTagName).toList()), "order in " + name);
        Set<String> known = form.attributes().stream()
                .map(attribute -> attribute.replace("!", ""))
                .collect(Collectors.toSet());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String attribute = element.getAttributes().item(i).getNodeName();
            require(known.contains(attribute), "attribute %s of %s".formatted(attribute, name));
        }
        for (String attribute : form.attributes()) {
            if (attribute.endsWith("!")) {
                String needed = attribute.substring(0, attribute.length() - 1);
                require(!element.getAttribute(needed).isBlank(), "missing %s of %s".formatted(needed, name));
            }
        }
        readable(element, "iso-date", LocalDate::parse);
        readable(element, "generated-datetime", Instant::parse);
        readable(element, "last-updated-datetime", Instant::parse);
        readable(element, "percentage", BigDecimal::new);
        if (WITH_TEXT.contains(name)) {
            require(!element.getTextContent().isBlank(), "text of " + name);
        }
        inside.forEach(this::form);
    }

    private void readable(Element element, String attribute, Consumer<String> reader) {
        if (element.hasAttribute(attribute)) {
            try {
                reader.accept(element.getAttribute(attribute));
            } catch (DateTimeParseException | NumberFormatException unreadable) {
                broken.add("value of " + attribute);
            }
        }
    }

    private void activity(Element activity) {
        require(IDENTIFIER.matcher(text(activity, "iati-identifier")).matches(), "identifier");
        children(activity, "related-activity")
                .forEach(each ->
                        require(IDENTIFIER.matcher(each.getAttribute("ref")).matches(), "identifier"));
        codes(activity);
        dates(activity);
        percentages(
                Stream.concat(children(activity, "recipient-country"), children(activity, "recipient-region")),
                "recipients");
        percentages(children(activity, "sector"), "sectors");
        everyWhere(activity, "narrative")
                .forEach(each -> require(Set.of("en", "ja").contains(each.getAttribute("xml:lang")), "language"));
        children(activity, "participating-org")
                .forEach(each -> require(
                        each.hasAttribute("ref")
                                || children(each, "narrative").findAny().isPresent(),
                        "organisation is named"));
    }

    private void codes(Element activity) {
        code(activity, "activity-status", "code", IatiCodelist.ACTIVITY_STATUS);
        code(activity, "activity-date", "type", IatiCodelist.ACTIVITY_DATE_TYPE);
        code(activity, "reporting-org", "type", IatiCodelist.ORGANISATION_TYPE);
        code(activity, "participating-org", "type", IatiCodelist.ORGANISATION_TYPE);
        code(activity, "participating-org", "role", IatiCodelist.ORGANISATION_ROLE);
        code(activity, "sector", "vocabulary", IatiCodelist.SECTOR_VOCABULARY);
        code(activity, "tag", "code", IatiCodelist.SDG_GOAL);
        code(activity, "related-activity", "type", IatiCodelist.RELATED_ACTIVITY_TYPE);
        code(activity, "result", "type", IatiCodelist.RESULT_TYPE);
        code(activity, "sector", "code", SectorCode::parse);
        code(activity, "recipient-country", "code", IatiRules::countryOfToday);
        everyWhere(activity, "recipient-region")
                .forEach(region -> require(region.getAttribute("code").equals("998"), "region"));
        everyWhere(activity, "tag")
                .forEach(tag -> require(tag.getAttribute("vocabulary").equals("2"), "vocabulary"));
    }

    private static CountryCode countryOfToday(String code) {
        CountryCode country = CountryCode.parse(code);
        Country.Status status = Countries.of(country).status();
        if (status != Country.Status.ASSIGNED && status != Country.Status.USER_ASSIGNED) {
            throw new IllegalArgumentException(code);
        }
        return country;
    }

    private void code(Element activity, String element, String attribute, IatiCodelist list) {
        code(activity, element, attribute, list::parse);
    }

    private void code(Element activity, String element, String attribute, Consumer<String> parser) {
        everyWhere(activity, element).forEach(each -> {
            try {
                parser.accept(each.getAttribute(attribute));
            } catch (IllegalArgumentException unknown) {
                broken.add("code of %s/@%s".formatted(element, attribute));
            }
        });
    }

    private void dates(Element activity) {
        Map<String, LocalDate> dates = children(activity, "activity-date")
                .collect(Collectors.toMap(
                        date -> date.getAttribute("type"), date -> LocalDate.parse(date.getAttribute("iso-date"))));
        require(dates.containsKey("1") || dates.containsKey("2"), "start");
        Stream.of("2", "4")
                .filter(dates::containsKey)
                .forEach(type -> require(!dates.getOrDefault(type, today).isAfter(today), "actual date in future"));
        Stream.of(List.of("1", "3"), List.of("2", "4"))
                .filter(pair -> dates.keySet().containsAll(pair))
                .forEach(pair -> require(
                        !dates.getOrDefault(pair.get(0), today).isAfter(dates.getOrDefault(pair.get(1), today)),
                        "order of dates"));
        String status =
                children(activity, "activity-status").findFirst().orElseThrow().getAttribute("code");
        require(!Set.of("2", "3", "4", "6").contains(status) || dates.containsKey("2"), "actual start");
        require(!status.equals("4") || dates.containsKey("4"), "actual end");
    }

    private void percentages(Stream<Element> elements, String what) {
        List<BigDecimal> percentages = elements.map(each -> new BigDecimal(each.getAttribute("percentage")))
                .toList();
        require(!percentages.isEmpty(), "no " + what);
        require(
                percentages.stream().reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(new BigDecimal(100)) == 0,
                "sum of " + what);
        require(
                percentages.stream().allMatch(each -> each.signum() > 0 && each.scale() <= 2),
                "percentages of " + what);
    }

    private void require(boolean kept, String rule) {
        if (!kept) {
            broken.add(rule);
        }
    }

    private static String text(Element parent, String name) {
        return children(parent, name).map(Element::getTextContent).collect(Collectors.joining());
    }

    private static Stream<Element> children(Element parent, String name) {
        return children(parent).filter(child -> child.getTagName().equals(name));
    }

    private static Stream<Element> children(Element parent) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .<Node>mapToObj(i -> parent.getChildNodes().item(i))
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    private static Stream<Element> everyWhere(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).<Node>mapToObj(found::item).map(Element.class::cast);
    }
}
