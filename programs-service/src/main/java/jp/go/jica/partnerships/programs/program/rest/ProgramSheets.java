package jp.go.jica.partnerships.programs.program.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jp.go.jica.partnerships.bulk.rest.CsvOrJson;
import jp.go.jica.partnerships.programs.imports.ProgramColumns;
import jp.go.jica.partnerships.programs.program.ProgramFilter;
import jp.go.jica.partnerships.programs.program.ProgramOrder;
import jp.go.jica.partnerships.programs.program.Programs;

/** Lists of programs as CSV, with the columns of an import: what was written can be taken in again and changes nothing. */
@ApplicationScoped
public class ProgramSheets {

    private final Programs programs;
    private final ObjectMapper json;

    public ProgramSheets(Programs programs, ObjectMapper json) {
        this.programs = programs;
        this.json = json;
    }

    Response written(ProgramFilter filter, ProgramOrder.Directed order) {
        return CsvOrJson.csv("programs.csv", text -> {
            text.row(ProgramColumns.LIST.names());
            programs.each(filter, order, program -> text.row(ProgramColumns.LIST.cells(json.valueToTree(program))));
        });
    }
}
