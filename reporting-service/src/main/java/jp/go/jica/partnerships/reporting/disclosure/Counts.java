package jp.go.jica.partnerships.reporting.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * All tables by one attribute of one year, counted. Values, groups and profiles are numbered in the order of their names;
 * group 0 is the whole year. Participations that count in the same groups have one profile.
 */
final class Counts {

    static final int WHOLE = 0;

    private static final String BETWEEN = "\u0000";

    final List<String> values;
    final List<Group> groups = new ArrayList<>();

    /** By profile: its group in each table, that of the whole year first. */
    final int[][] profiles;

    /** By profile and value: participations. */
    final int[][] participations;

    /** By profile: the values that it has. */
    final int[][] present;

    /** By profile and value: participations of persons who have no other in the year. */
    final int[][] onlyOnes;

    /** By group and value: participations. */
    final int[][] cells;

    /** By group and value: different persons. */
    final int[][] persons;

    /** By group: participations. That is public. */
    final int[] sizes;

    /**
     * A row of a table.
     *
     * @param grouping counted from 0; {@link WithheldCell#WHOLE} for the whole year
     */
    record Group(int grouping, String name) {}

    /**
     * Counts at least one participation.
     *
     * @param codes of the attribute
     */
    Counts(List<Participation> counted, Collection<String> codes) {
        TreeSet<String> found = new TreeSet<>();
        counted.forEach(each -> found.add(each.value()));
        // Where all have one value there must be another that they might have.
        codes.stream()
                .filter(code -> !found.contains(code))
                .limit(found.size() == 1 ? 1 : 0)
                .forEach(found::add);
        values = List.copyOf(found);

        TreeMap<String, List<String>> groupsOfProfiles = new TreeMap<>();
        counted.forEach(each -> groupsOfProfiles.put(key(each), each.groups()));
        List<String> keys = List.copyOf(groupsOfProfiles.keySet());
        profiles = new int[keys.size()][1 + counted.get(0).groups().size()];
        groups.add(new Group(WithheldCell.WHOLE, ""));
        for (int table = 1; table < profiles[0].length; table++) {
            int grouping = table - 1;
            int first = groups.size();
            List<String> names = groupsOfProfiles.values().stream()
                    .map(each -> each.get(grouping))
                    .distinct()
                    .sorted()
                    .toList();
            names.forEach(name -> groups.add(new Group(grouping, name)));
            int profile = 0;
            for (List<String> each : groupsOfProfiles.values()) {
                profiles[profile++][table] = first + Collections.binarySearch(names, each.get(grouping));
            }
        }

        participations = new int[profiles.length][values.size()];
        onlyOnes = new int[profiles.length][values.size()];
        cells = new int[groups.size()][values.size()];
        persons = new int[groups.size()][values.size()];
        sizes = new int[groups.size()];
        Map<String, Integer> perPerson = new HashMap<>();
        counted.forEach(each -> perPerson.merge(each.person(), 1, Integer::sum));
        Map<Cell, Set<String>> distinct = new HashMap<>();
        for (Participation each : counted) {
            int profile = Collections.binarySearch(keys, key(each));
            int value = values.indexOf(each.value());
            participations[profile][value]++;
            onlyOnes[profile][value] += perPerson.getOrDefault(each.person(), 0) == 1 ? 1 : 0;
            for (int group : profiles[profile]) {
                cells[group][value]++;
                sizes[group]++;
                distinct.computeIfAbsent(new Cell(group, value), cell -> new HashSet<>())
                        .add(each.person());
            }
        }
        present = Arrays.stream(participations)
                .map(row -> IntStream.range(0, row.length)
                        .filter(value -> row[value] > 0)
                        .toArray())
                .toArray(int[][]::new);
        distinct.forEach((cell, who) -> persons[cell.group()][cell.value()] = who.size());
    }

    /** A figure of a table. */
    record Cell(int group, int value) {}

    int of(Cell cell) {
        return cells[cell.group()][cell.value()];
    }

    int size(Cell cell) {
        return sizes[cell.group()];
    }

    /** In how many cells of a group anything counts. */
    int cellsThatCount(int group) {
        return (int) Arrays.stream(cells[group]).filter(n -> n > 0).count();
    }

    private static String key(Participation participation) {
        return String.join(BETWEEN, participation.groups());
    }
}
