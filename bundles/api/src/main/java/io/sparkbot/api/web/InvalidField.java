package io.sparkbot.api.web;

/** A request field with a bad value: 422 {@code invalid} with the place of the field. */
public final class InvalidField extends Problem {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String field;
    private final String type;

    /**
     * @param place {@code body}, {@code path} or {@code query}
     * @param type short machine name of the fault, for example {@code missing}, {@code too_long}
     * @param message names the limit and the remedy; never repeats a secret value
     */
    public InvalidField(String place, String field, String type, String message) {
        super(422, "invalid", message);
        this.place = place;
        this.field = field;
        this.type = type;
    }

    public static InvalidField body(String field, String type, String message) {
        return new InvalidField("body", field, type, message);
    }

    public String place() {
        return place;
    }

    public String field() {
        return field;
    }

    public String type() {
        return type;
    }
}
