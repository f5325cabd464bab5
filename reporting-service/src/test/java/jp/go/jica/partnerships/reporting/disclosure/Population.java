package jp.go.jica.partnerships.reporting.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Participations of a year that might have been, dense or sparse. */
final class Population {

    private Population() {}

    /** Programs in some offices, schemes and facilities, with people from some countries; a few came twice. */
    static List<Participation> any(Random random) {
        int countries = 1 + random.nextInt(8);
        return of(
                random,
                1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 800),
                countries,
                1 + random.nextInt(8),
                2 + random.nextInt(5),
                random.nextInt(4) == 0);
    }

    /** As large as a year of the Knowledge Co-Creation Program. */
    static List<Participation> large(Random random, int values, boolean likeTheCountry) {
        return of(random, 10_000, 140, 300, values, likeTheCountry);
    }

    /** @param likeTheCountry a value that mostly follows from the country, as nationality does */
    private static List<Participation> of(
            Random random, int size, int countries, int programs, int values, boolean likeTheCountry) {
        List<List<String>> places = new ArrayList<>();
        for (int i = 0; i < programs; i++) {
            places.add(List.of(
                    "office" + skewed(random, 14),
                    "scheme" + skewed(random, 6),
                    random.nextInt(5) == 0 ? "DRLC" : "NONE"));
        }
        List<Participation> participations = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int country = skewed(random, countries);
            int value = likeTheCountry && random.nextInt(10) > 0 ? country : skewed(random, values);
            List<String> place = places.get(random.nextInt(programs));
            boolean again = !participations.isEmpty() && random.nextInt(20) == 0;
            participations.add(new Participation(
                    again ? participations.get(random.nextInt(i)).person() : "person" + i,
                    "value" + value,
                    List.of("country" + country, place.get(0), place.get(1), place.get(2))));
        }
        return participations;
    }

    /** The first of so many are much more frequent. */
    private static int skewed(Random random, int of) {
        return (int) (of * Math.pow(random.nextDouble(), 2));
    }
}
