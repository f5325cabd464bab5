package jp.go.jica.partnerships.referencedata;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An error in the tables fails the build here. */
class ReferenceDataTest {

    @Test
    void thereAreAllCountriesOfIso3166() {
        assertThat(Countries.all().stream().collect(groupingBy(Country::status, counting())))
                .isEqualTo(Map.of(
                        Country.Status.ASSIGNED, 249L,
                        Country.Status.USER_ASSIGNED, 1L,
                        Country.Status.NO_COUNTRY, 1L,
                        Country.Status.FORMER, 31L));
    }

    @Test
    void aCountryCodeHasTwoLettersAndAFormerCountrysFour() {
        assertThat(Countries.all())
                .allMatch(country -> country.code()
                        .value()
                        .matches(country.status() == Country.Status.FORMER ? "[A-Z]{4}" : "[A-Z]{2}"));
    }

    @Test
    void noTwoCountriesOfTodayShareAnAlpha3Code() {
        assertThat(Countries.all().stream()
                        .filter(country -> country.status() != Country.Status.FORMER)
                        .map(Country::alpha3)
                        .filter(Objects::nonNull))
                .hasSize(250)
                .doesNotHaveDuplicates()
                .allMatch(alpha3 -> alpha3.matches("[A-Z]{3}"));
    }

    @Test
    void everyCountryOfTodayButAntarcticaLiesInARegion() {
        assertThat(Countries.all().stream()
                        .filter(country -> country.region() == null || country.subregion() == null)
                        .filter(country -> country.status() != Country.Status.FORMER)
                        .map(country -> country.code().value()))
                .containsExactlyInAnyOrder("AQ", "ZZ");
    }

    @Test
    void everyFormerCountryHasSuccessorsThatExistAndNoCycleAmongThem() {
        for (Country country : Countries.all()) {
            assertThat(country.successors().isEmpty())
                    .as(country.code().value())
                    .isEqualTo(country.status() != Country.Status.FORMER);
            assertEndsWithACountryOfToday(country.code(), new HashSet<>());
        }
    }

    @Test
    void namesOfOneCountryOrOfficeDoNotOverlapInTime() {
        Countries.all().forEach(country -> assertNoOverlap(country.code(), country.formerNames()));
        Offices.all().forEach(office -> assertNoOverlap(office.code(), office.formerNames()));
    }

    @Test
    void everyFormerNameBelongsToAKnownCountryOrOffice() {
        Table.read("country-former-names.csv", row -> CountryCode.parse(row.text("code")));
        Table.read("office-former-names.csv", row -> OfficeCode.parse(row.text("office")));
        Table.read("country-aliases.csv", row -> CountryCode.parse(row.text("code")));
    }

    @Test
    void aFormerCountryIsGoneSinceADayMonthOrYearAndWhatItBecameIsNotOlder() {
        for (Country country : Countries.all()) {
            String code = country.code().value();
            assertThat(country.withdrawn() == null).as(code).isEqualTo(country.status() != Country.Status.FORMER);
            assertThat(country.unverified()).as(code).isSubsetOf("nameJa", "withdrawn");
            if (country.withdrawn() != null && country.introduced() != null) {
                assertThat(country.introduced())
                        .as(code)
                        .isBefore(country.withdrawn().firstDay());
            }
            for (CountryCode successor : country.successors()) {
                PartialDate end = Countries.of(successor).withdrawn();
                assertThat(end == null || end.compareTo(Objects.requireNonNull(country.withdrawn())) > 0)
                        .as(code)
                        .isTrue();
            }
        }
    }

    @Test
    void theDacListsDoNotOverlapAndOfTheYearsUntil2025Only2022And2023AreMissing() {
        List<DacList> lists = DacLists.all();

        for (int i = 1; i < lists.size(); i++) {
            assertThat(lists.get(i).fromYear()).isGreaterThan(lists.get(i - 1).toYear());
        }
        assertThat(lists.stream()
                        .flatMapToInt(list -> IntStream.rangeClosed(list.fromYear(), list.toYear()))
                        .filter(year -> year <= 2025))
                .containsExactly(2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2024, 2025);
    }

    @Test
    void theDacListsNameCountriesOfTodayAndAsManyAsWerePublished() {
        for (DacList list : DacLists.all()) {
            assertThat(list.recipients().keySet())
                    .allSatisfy(code -> assertThat(Countries.of(code).status())
                            .isIn(Country.Status.ASSIGNED, Country.Status.USER_ASSIGNED));
        }
        assertThat(DacLists.all()).extracting(list -> list.recipients().size()).startsWith(146, 143, 142, 141);
        // No list has ever been far from these; one that is has lost lines or gained regions.
        assertThat(DacLists.all())
                .allMatch(list ->
                        list.recipients().size() > 100 && list.recipients().size() < 160);
    }

    @Test
    void officesAreValidInOrderAndASuccessorBeginsOnTheDayAfter() {
        for (Office office : Offices.all()) {
            String code = office.code().value();
            if (office.validFrom() != null && office.validTo() != null) {
                assertThat(office.validFrom()).as(code).isBefore(office.validTo());
            }
            if (office.successor() != null) {
                LocalDate lastDay = Objects.requireNonNull(office.validTo(), code);
                assertThat(Offices.of(office.successor()).validFrom()).as(code).isEqualTo(lastDay.plusDays(1));
            }
            if (office.siteOf() != null) {
                assertThat(Offices.of(office.siteOf()).canLead()).as(code).isTrue();
                assertThat(office.domesticOffice()).as(code).isFalse();
            }
            if (office.city() != null) {
                assertThat(LocalGovernments.of(office.city()).canSign())
                        .as(code)
                        .isTrue();
            }
            assertThat(office.unverified()).as(code).isSubsetOf("validFrom", "domesticOffice", "city");
        }
    }

    @Test
    void anOfficeAnswersForPrefecturesWithinItsOwnDatesAndNoTwoForOneOnTheSameDay() {
        Map<LocalGovernmentCode, LocalDate> free = new HashMap<>();
        Offices.all().stream()
                .sorted(comparing(Office::validFrom, nullsFirst(naturalOrder())))
                .forEach(office -> office.jurisdictions().forEach(each -> {
                    String what = office.code() + " " + each.prefecture();
                    assertThat(LocalGovernments.of(each.prefecture()).kind())
                            .as(what)
                            .isEqualTo(LocalGovernment.Kind.PREFECTURE);
                    assertThat(each.source()).as(what).startsWith("https://");
                    assertThat(each.unverified()).as(what).isSubsetOf("prefecture", "validFrom");
                    assertThat(each.from() == null || office.validOn(each.from()))
                            .as(what)
                            .isTrue();
                    assertThat(each.to() == null || office.validOn(each.to()))
                            .as(what)
                            .isTrue();
                    if (office.canLead()) {
                        LocalDate from = Stream.of(each.from(), office.validFrom())
                                .filter(Objects::nonNull)
                                .max(naturalOrder())
                                .orElse(LocalDate.MIN);
                        LocalDate to = Stream.of(each.to(), office.validTo())
                                .filter(Objects::nonNull)
                                .min(naturalOrder())
                                .orElse(LocalDate.MAX.minusDays(1));
                        assertThat(from).as(what).isAfterOrEqualTo(free.getOrDefault(each.prefecture(), LocalDate.MIN));
                        free.put(each.prefecture(), to.plusDays(1));
                    }
                }));
    }

    @Test
    void everyPrefectureHasHadItsOfficeSince2014() {
        assertThat(LocalGovernments.prefectures())
                .allMatch(prefecture -> Offices.responsibleFor(prefecture.code(), LocalDate.of(2014, 1, 1))
                        .isPresent());
    }

    @Test
    void everyRowBelongsToAnOfficeThatExists() {
        Table.read("office-jurisdictions.csv", row -> OfficeCode.parse(row.text("office")));
    }

    @Test
    void officeEventsComeInOrderAndNameOfficesThatExist() {
        assertThat(Offices.events()).extracting(OfficeEvent::date).isSorted();
        for (OfficeEvent event : Offices.events()) {
            assertThat(Offices.of(event.office())).isNotNull();
            assertThat(event.source()).startsWith("https://");
            // A predecessor without a code of its own is written out, in several words.
            assertThat(event.predecessors())
                    .allMatch(predecessor -> predecessor.contains(" ") || OfficeCode.parse(predecessor) != null);
        }
    }

    @Test
    void aFacilityIsAlwaysInsideExactlyOneOfficeThatExists() {
        for (Facility facility : Facilities.all()) {
            assertThat(facility.hosts()).isNotEmpty();
            assertThat(facility.hosts().get(0).from())
                    .isEqualTo(facility.opened().firstDay());
            assertThat(LocalGovernments.of(facility.localGovernment()).canSign())
                    .isTrue();
            @Nullable LocalDate nextFrom = facility.opened().firstDay();
            for (Facility.Host host : facility.hosts()) {
                assertThat(host.from()).isEqualTo(nextFrom);
                assertThat(Offices.of(host.office()).validOn(Objects.requireNonNull(host.from())))
                        .isTrue();
                nextFrom = host.to() == null ? null : host.to().plusDays(1);
                if (host.to() != null) {
                    assertThat(Offices.of(host.office()).validOn(host.to())).isTrue();
                }
            }
            assertThat(nextFrom).as("the last host has no end").isNull();
        }
    }

    @Test
    void thereAre47PrefecturesNumberedFrom1To47() {
        assertThat(LocalGovernments.prefectures())
                .extracting(prefecture -> Integer.parseInt(prefecture.code().prefectureNumber()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 47).boxed().toList());
    }

    @Test
    void everyLocalGovernmentHasItsCheckDigitAndAPrefecture() {
        for (LocalGovernment each : LocalGovernments.all()) {
            assertThat(each.code().value()).matches("[0-9]{6}");
            assertThat(LocalGovernmentCode.checkDigit(each.code().value()))
                    .as(each.name().en())
                    .isEqualTo(each.code().value().charAt(5));
            assertThat(LocalGovernments.prefectureOf(each.code()).kind()).isEqualTo(LocalGovernment.Kind.PREFECTURE);
        }
    }

    @Test
    void thereAreAsManyMunicipalitiesOfEachKindAsJapanHas() {
        assertThat(LocalGovernments.all().stream().collect(groupingBy(LocalGovernment::kind, counting())))
                .containsEntry(LocalGovernment.Kind.DESIGNATED_CITY, 20L)
                .containsEntry(LocalGovernment.Kind.CITY, 772L)
                .containsEntry(LocalGovernment.Kind.SPECIAL_WARD, 23L)
                .containsEntry(LocalGovernment.Kind.TOWN, 743L)
                .containsEntry(LocalGovernment.Kind.VILLAGE, 183L);
    }

    @Test
    void onlyWardsArePartOfACityWhichIsDesignatedAndInTheSamePrefecture() {
        for (LocalGovernment each : LocalGovernments.all()) {
            assertThat(each.canSign()).as(each.name().en()).isEqualTo(each.city() == null);
            if (each.city() != null) {
                LocalGovernment city = LocalGovernments.of(each.city());
                assertThat(city.kind()).isEqualTo(LocalGovernment.Kind.DESIGNATED_CITY);
                assertThat(city.prefecture()).isEqualTo(each.prefecture());
                assertThat(each.name().ja()).startsWith(city.name().ja());
            }
        }
    }

    @Test
    void aClosedLocalGovernmentNamesSuccessorsThatBeginOnTheDayAfter() {
        for (LocalGovernment each : LocalGovernments.all()) {
            String name = each.name().en();
            assertThat(each.validTo() == null)
                    .as(name)
                    .isEqualTo(each.successors().isEmpty());
            if (each.validTo() != null) {
                assertThat(each.validFrom() == null || each.validFrom().isBefore(each.validTo()))
                        .as(name)
                        .isTrue();
                LocalDate dayAfter = each.validTo().plusDays(1);
                assertThat(each.successors())
                        .as(name)
                        .allMatch(successor -> LocalGovernments.of(successor).validOn(dayAfter));
            }
        }
    }

    @Test
    void aFormerLocalGovernmentHasItsCheckDigitAndBecameSomethingThatCanSign() {
        assertThat(FormerLocalGovernments.all()).hasSize(2197);
        for (FormerLocalGovernment former : FormerLocalGovernments.all()) {
            assertThat(former.code()).matches("[0-9]{6}");
            assertThat(LocalGovernmentCode.checkDigit(former.code()))
                    .as(former.nameJa())
                    .isEqualTo(former.code().charAt(5));
            assertThat(former.nameJa()).matches(".+[市町村]");
            assertThat(former.validFrom() == null || former.validFrom().isBefore(former.validTo()))
                    .as(former.nameJa())
                    .isTrue();
            assertThat(former.successors())
                    .as(former.nameJa())
                    .isNotEmpty()
                    .allMatch(successor -> LocalGovernments.of(successor).canSign());
        }
    }

    @Test
    void noCodeMeantTwoLocalGovernmentsOnOneDay() {
        Map<String, LocalDate> free = new HashMap<>();
        for (FormerLocalGovernment former : FormerLocalGovernments.all()) {
            LocalDate from = former.validFrom() == null ? LocalDate.MIN : former.validFrom();
            assertThat(from)
                    .as("%s %s", former.code(), former.nameJa())
                    .isAfterOrEqualTo(free.getOrDefault(former.code(), LocalDate.MIN));
            free.put(former.code(), former.validTo().plusDays(1));
        }
        // A code of today stands among the former ones only under an earlier name.
        Set<String> today =
                LocalGovernments.all().stream().map(each -> each.code().value()).collect(Collectors.toSet());
        assertThat(FormerLocalGovernments.all().stream().filter(former -> today.contains(former.code())))
                .allMatch(former -> former.successors().get(0).value().equals(former.code()));
    }

    @Test
    void sectorsStandUnderTheCategoryOfTheirFirstThreeDigitsAndTheirDatesAreInOrder() {
        for (Sector sector : Sectors.all()) {
            String code = sector.code().value();
            assertThat(code).matches("[0-9]{5}").startsWith(sector.category().code());
            if (sector.activeFrom() != null && sector.withdrawnAfter() != null) {
                assertThat(sector.activeFrom()).as(code).isBefore(sector.withdrawnAfter());
            }
        }
    }

    @Test
    void aCategoryThatWasWithdrawnIsKnownAndValidUntilItsLastDay() {
        Sector.Category energy = Sectors.categories().stream()
                .filter(category -> category.code().equals("230"))
                .findFirst()
                .orElseThrow();

        assertThat(energy.validOn(LocalDate.of(2020, 2, 28))).isTrue();
        assertThat(energy.validOn(LocalDate.of(2020, 2, 29))).isFalse();
        assertThat(Sectors.categories())
                .extracting(Sector.Category::code)
                .doesNotHaveDuplicates()
                .hasSize(44);
    }

    @Test
    void disasterRiskReductionIsASectorOfItsOwnOnlyFrom2018() {
        LocalDate lastDay = LocalDate.of(2017, 12, 31);
        Sector before = Sectors.of(SectorCode.parse("74010"));
        Sector since = Sectors.of(SectorCode.parse("43060"));

        assertThat(before.validOn(lastDay)).isTrue();
        assertThat(since.validOn(lastDay)).isFalse();
        assertThat(before.validOn(lastDay.plusDays(1))).isFalse();
        assertThat(since.validOn(lastDay.plusDays(1))).isTrue();
    }

    @Test
    void theSchemesAreTheSixOfTheApiAndOnlyTheKnowledgeCoCreationProgramHasKinds() {
        assertThat(Schemes.all())
                .extracting(scheme -> scheme.code().value())
                .containsExactly("JPP-LG", "JPP-PARTNER", "JPP-SUPPORT", "KCCP", "NIKKEI", "SME");
        for (Scheme scheme : Schemes.all()) {
            for (SchemeKind kind : SchemeKind.values()) {
                assertThat(scheme.has(kind)).isEqualTo(scheme.code().equals(Schemes.KCCP));
            }
        }
        assertThat(Schemes.of(Schemes.KCCP).formerNames()).extracting(Label::en).contains("Training Program");
        assertThat(Schemes.of(Schemes.JPP_LG)).isNotNull();
        assertThat(Countries.of(Countries.NONE)).isNotNull();
    }

    @Test
    void everyTableNamesItsSourceAndLicence() throws IOException {
        Set<String> sourced = Set.copyOf(Table.read("sources.csv", row -> {
            assertThat(row.text("source")).isNotBlank();
            assertThat(row.text("licence"))
                    .isIn("MIT", "Unicode-3.0", "PDDL-1.0", "CC-BY-4.0", "CC0-1.0", "Apache-2.0", "facts");
            return row.text("table");
        }));

        assertThat(sourced)
                .isEqualTo(tables().stream()
                        .map(table -> table.startsWith("dac/") ? "dac/" : table)
                        .collect(Collectors.toSet()));
    }

    @Test
    void theVersionIsThatOfTheContentsOfAllTables() {
        List<String> tables = ReferenceData.tables();

        assertThat(tables).contains("countries.csv", "dac/2014-2017.csv", "iati/UNSDG-Goals.csv");
        assertThat(ReferenceData.version())
                .matches("[0-9a-f]{12}")
                .isEqualTo(ReferenceData.versionOf(tables))
                .isNotEqualTo(ReferenceData.versionOf(tables.subList(1, tables.size())));
    }

    @Test
    void everyDacListOfTheFolderIsInUse() throws IOException {
        assertThat(DacLists.all()).hasSize((int)
                tables().stream().filter(table -> table.startsWith("dac/")).count());
    }

    @Test
    void noTableHasStraySpacesOrBrokenCharacters() throws IOException {
        for (String table : tables()) {
            String text = Files.readString(folder().resolve(table));
            assertThat(text).as(table).startsWith("# ").endsWith("\n").doesNotContain("\uFFFD", "\r", "\t");
            Table.read(
                    table,
                    row -> assertThat(row.fields().getFields())
                            .as(table)
                            .allMatch(field -> field.equals(field.strip()) && !field.contains("  ")));
        }
    }

    private static Set<String> tables() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .map(file -> folder().relativize(file).toString().replace('\\', '/'))
                    .filter(table -> !table.equals("sources.csv"))
                    .collect(Collectors.toSet());
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Table.class.getResource("sources.csv"))
                            .toURI())
                    .resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertEndsWithACountryOfToday(CountryCode code, Set<CountryCode> onTheWay) {
        assertThat(onTheWay.add(code)).as("no cycle at " + code).isTrue();
        for (CountryCode successor : Countries.of(code).successors()) {
            assertEndsWithACountryOfToday(successor, new HashSet<>(onTheWay));
        }
    }

    private static void assertNoOverlap(Code code, List<FormerName> names) {
        @Nullable LocalDate end = LocalDate.MIN;
        for (FormerName name : names) {
            if (name.from() != null && end != null) {
                assertThat(name.from()).as("names of " + code).isAfter(end);
            }
            if (name.from() != null && name.to() != null) {
                assertThat(name.from()).as("names of " + code).isBeforeOrEqualTo(name.to());
            }
            end = name.to();
        }
        assertThat(names.stream().filter(name -> name.to() == null).count()).isLessThanOrEqualTo(1);
    }
}
