package jp.go.jica.partnerships.systemtests.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Countries to be dealt to seats, each as often as counted and spread evenly, so that every run is a mixed group. */
final class Deck {

    private final ArrayDeque<String> countries;

    /** @param counts how often each country is in the deck */
    Deck(Map<String, Integer> counts) {
        List<Card> cards = new ArrayList<>();
        counts.forEach((country, count) -> {
            for (int i = 0; i < count; i++) {
                cards.add(new Card((i + 0.5) / count, country));
            }
        });
        cards.sort(Comparator.comparingDouble(Card::place).thenComparing(Card::country));
        countries = new ArrayDeque<>(cards.stream().map(Card::country).toList());
    }

    List<String> deal(int seats) {
        List<String> dealt = new ArrayList<>(seats);
        for (int i = 0; i < seats; i++) {
            dealt.add(countries.remove());
        }
        return dealt;
    }

    boolean isEmpty() {
        return countries.isEmpty();
    }

    /** @param place between 0 and 1 */
    private record Card(double place, String country) {}
}
