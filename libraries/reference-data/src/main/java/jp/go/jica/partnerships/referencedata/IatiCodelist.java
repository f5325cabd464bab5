package jp.go.jica.partnerships.referencedata;

import java.util.List;

/**
 * The lists of the IATI Standard that an activity file of version 2.03 takes its codes from. Countries, regions and sectors
 * are not here: {@link CountryCode}, {@link Region} and {@link SectorCode} are the same codes.
 */
public final class IatiCodelist {

    public static final IatiCodelist ACTIVITY_DATE_TYPE = new IatiCodelist("ActivityDateType");
    public static final IatiCodelist ACTIVITY_SCOPE = new IatiCodelist("ActivityScope");
    public static final IatiCodelist ACTIVITY_STATUS = new IatiCodelist("ActivityStatus");
    public static final IatiCodelist AID_TYPE = new IatiCodelist("AidType");
    public static final IatiCodelist COLLABORATION_TYPE = new IatiCodelist("CollaborationType");
    public static final IatiCodelist DESCRIPTION_TYPE = new IatiCodelist("DescriptionType");
    public static final IatiCodelist DOCUMENT_CATEGORY = new IatiCodelist("DocumentCategory");
    public static final IatiCodelist FLOW_TYPE = new IatiCodelist("FlowType");
    public static final IatiCodelist ORGANISATION_ROLE = new IatiCodelist("OrganisationRole");
    public static final IatiCodelist ORGANISATION_TYPE = new IatiCodelist("OrganisationType");
    public static final IatiCodelist RELATED_ACTIVITY_TYPE = new IatiCodelist("RelatedActivityType");
    public static final IatiCodelist RESULT_TYPE = new IatiCodelist("ResultType");
    public static final IatiCodelist SDG_GOAL = new IatiCodelist("UNSDG-Goals");
    public static final IatiCodelist SECTOR_VOCABULARY = new IatiCodelist("SectorVocabulary");

    private final String standardName;
    private final List<IatiCode> codes;

    private IatiCodelist(String standardName) {
        this.standardName = standardName;
        this.codes = Table.read(
                "iati/" + standardName + ".csv",
                row -> new IatiCode(
                        row.text("code"),
                        row.text("name_en"),
                        row.optional("category"),
                        row.firstDay("active_from"),
                        row.lastDay("withdrawn_after")));
    }

    public static List<IatiCodelist> all() {
        return List.of(
                ACTIVITY_DATE_TYPE,
                ACTIVITY_SCOPE,
                ACTIVITY_STATUS,
                AID_TYPE,
                COLLABORATION_TYPE,
                DESCRIPTION_TYPE,
                DOCUMENT_CATEGORY,
                FLOW_TYPE,
                ORGANISATION_ROLE,
                ORGANISATION_TYPE,
                RELATED_ACTIVITY_TYPE,
                RESULT_TYPE,
                SDG_GOAL,
                SECTOR_VOCABULARY);
    }

    /** What the standard calls the list. */
    public String standardName() {
        return standardName;
    }

    /** Those that were withdrawn included, in the standard's order. */
    public List<IatiCode> codes() {
        return codes;
    }

    /**
     * Reads a code exactly as it is written in the list.
     *
     * @throws InvalidCode if the list has no such code; the name of one is answered with its code
     */
    public IatiCode parse(String text) {
        return codes.stream()
                .filter(each -> each.code().equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(text));
    }

    private InvalidCode unknown(String text) {
        IatiCode meant = codes.stream()
                .filter(each -> each.name().equalsIgnoreCase(text.strip())
                        || each.code().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElse(null);
        return new InvalidCode(
                "unknown-iati-code",
                text,
                "is not a code of IATI's list " + standardName,
                meant == null ? null : meant.code(),
                meant == null ? null : meant.name());
    }
}
