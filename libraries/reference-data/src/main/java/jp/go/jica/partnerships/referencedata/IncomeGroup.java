package jp.go.jica.partnerships.referencedata;

/** The groups in which the OECD DAC lists the recipients of ODA, poorest first. */
public enum IncomeGroup {
    LDC("Least developed countries", "後発開発途上国"),
    OTHER_LIC("Other low-income countries", "その他の低所得国"),
    LMIC("Lower-middle-income countries and territories", "低中所得国・地域"),
    UMIC("Upper-middle-income countries and territories", "高中所得国・地域");

    private final String en;
    private final String ja;

    IncomeGroup(String en, String ja) {
        this.en = en;
        this.ja = ja;
    }

    public Label label() {
        return new Label(en, ja);
    }
}
