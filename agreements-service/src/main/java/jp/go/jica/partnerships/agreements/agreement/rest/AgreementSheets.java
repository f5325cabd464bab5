package jp.go.jica.partnerships.agreements.agreement.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jp.go.jica.partnerships.agreements.agreement.AgreementFilter;
import jp.go.jica.partnerships.agreements.agreement.Agreements;
import jp.go.jica.partnerships.agreements.imports.AgreementColumns;
import jp.go.jica.partnerships.bulk.rest.CsvOrJson;

/** Lists of agreements as CSV, with the columns of an import: what was written can be taken in again and changes nothing. */
@ApplicationScoped
public class AgreementSheets {

    private final Agreements agreements;
    private final ObjectMapper json;

    public AgreementSheets(Agreements agreements, ObjectMapper json) {
        this.agreements = agreements;
        this.json = json;
    }

    Response written(AgreementFilter filter) {
        return CsvOrJson.csv("agreements.csv", text -> {
            text.row(AgreementColumns.LIST.names());
            agreements.each(filter, agreement -> text.row(AgreementColumns.LIST.cells(json.valueToTree(agreement))));
        });
    }
}
