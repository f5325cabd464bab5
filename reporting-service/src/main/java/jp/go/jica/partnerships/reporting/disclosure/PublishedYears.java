package jp.go.jica.partnerships.reporting.disclosure;

import java.util.List;

/** Which fiscal years are published. */
public interface PublishedYears {

    /** In their order, each once, with its newest released publication. */
    List<PublishedYear> released();
}
