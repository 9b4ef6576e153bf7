package io.sparkbot.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the fields of an account and refuses bad ones with the place, the limit and the remedy. A password is never repeated. */
final class Profile {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 255;

    /** Something on both sides of one "at": whether mail arrives there is nobody's business here. */
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

    private Profile() {}

    static String username(String given) {
        String name = Names.normal(given);
        Names.problem(name).ifPresent(problem -> {
            throw InvalidField.body("username", "username", problem);
        });
        if (Names.isReserved(name)) {
            throw Problem.conflict("name_taken", "The user name \"" + name + "\" is kept for the product itself. Choose another one.");
        }
        return name;
    }

    static String password(String field, String password, String username) {
        PasswordRule.problem(password, username).ifPresent(problem -> {
            throw InvalidField.body(field, "password", problem);
        });
        return password;
    }

    static Optional<String> fullName(String text) {
        return line("full_name", text, LONGEST_NAME);
    }

    static Optional<String> email(String text) {
        Optional<String> email = line("email", text, LONGEST_EMAIL);
        email.flatMap(Profile::problem).ifPresent(problem -> {
            throw InvalidField.body("email", "email", problem);
        });
        return email;
    }

    /** What is wrong with a mail address; empty when nothing is. */
    static Optional<String> problem(String email) {
        return EMAIL.matcher(email).matches() ? Optional.empty() : Optional.of("\"email\" must look like name@example.org.");
    }

    static AccountRole role(String field, JsonNode value) {
        return Arrays.stream(AccountRole.values())
                .filter(role -> role.name().equals(value.textValue()))
                .findFirst()
                .orElseThrow(() -> InvalidField.body(field, "enum", "\"" + field + "\" must be ADMIN or MEMBER."));
    }

    static boolean flag(String field, JsonNode value) {
        if (!value.isBoolean()) {
            throw InvalidField.body(field, "bool", "\"" + field + "\" must be true or false.");
        }
        return value.booleanValue();
    }

    /** The text of a field; empty text for null. */
    static String text(String field, JsonNode value) {
        if (!value.isTextual() && !value.isNull()) {
            throw InvalidField.body(field, "string", "\"" + field + "\" must be text.");
        }
        return value.asText("");
    }

    /** Whether at least one of the fields is given. */
    static void requireOneOf(ObjectNode changes, String... fields) {
        if (Arrays.stream(fields).noneMatch(changes::has)) {
            throw Problem.badRequest("nothing_to_change", "Nothing to change: give at least one of " + String.join(", ", fields) + ".");
        }
    }

    /** One line of text; blank text means that there is none. */
    static Optional<String> line(String field, String text, int longest) {
        String line = text.strip();
        int length = line.codePointCount(0, line.length());
        if (length > longest) {
            throw InvalidField.body(field, "too_long", "\"" + field + "\" has " + length + " characters; the limit is " + longest + ".");
        }
        if (line.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw InvalidField.body(field, "characters", "\"" + field + "\" must be one line of plain text.");
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }
}
