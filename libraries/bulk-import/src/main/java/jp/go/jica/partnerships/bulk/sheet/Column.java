package jp.go.jica.partnerships.bulk.sheet;

import java.util.List;

/**
 * One column of a sheet, and the field of the resource that stands in it.
 *
 * @param name in the header
 * @param path of the field, as names from the outermost one on
 * @param required whether a file without it is refused
 * @param stated whether it is read into what the row states; otherwise it is only compared with what is there
 * @param codes what may stand in it, where that is a list; empty where it is not
 * @param told whether a row that differs is told what is there
 */
public record Column(
        String name, List<String> path, Form form, boolean required, boolean stated, List<String> codes, boolean told) {

    /** One that a file may leave out, for the field of the same name. */
    public static Column of(String name, Form form) {
        return new Column(name, List.of(name), form, false, true, List.of(), true);
    }

    public Column at(String... fields) {
        return new Column(name, List.of(fields), form, required, stated, codes, told);
    }

    public Column needed() {
        return new Column(name, path, form, true, stated, codes, told);
    }

    /** Only compared with what is there. */
    public Column compared() {
        return new Column(name, path, form, false, false, codes, told);
    }

    /** What is there is told to nobody by way of a row that differs. */
    public Column personal() {
        return new Column(name, path, form, required, stated, codes, false);
    }

    public Column oneOf(List<String> allowed) {
        return new Column(name, path, form, required, stated, allowed, told);
    }

    /** Whether the place in the resource, as a JSON Pointer, is this field, within it or around it. */
    boolean concerns(String pointer) {
        String own = "/" + String.join("/", path);
        return pointer.equals(own) || pointer.startsWith(own + "/") || own.startsWith(pointer + "/");
    }
}
