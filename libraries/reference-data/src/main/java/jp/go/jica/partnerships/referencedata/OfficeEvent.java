package jp.go.jica.partnerships.referencedata;

import java.util.List;

/**
 * Something that happened to an office.
 *
 * @param name the office's name from then on
 * @param predecessors for a merger or a move, what it was before; bodies outside the list of offices have only a name here
 * @param source address of the page that says so
 */
public record OfficeEvent(
        OfficeCode office, PartialDate date, Kind kind, Label name, List<String> predecessors, String source) {

    /** What happened. */
    public enum Kind {
        OPENED,
        MERGED,
        RENAMED,
        MOVED,
        MOVED_AND_RENAMED,
        REORGANISED,
        JURISDICTION_EXTENDED
    }
}
