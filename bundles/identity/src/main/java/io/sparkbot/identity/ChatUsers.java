package io.sparkbot.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** People and bots as operators manage them. An operator who is no administrator has no power over administrators. */
@Component(service = ChatUsers.class)
public final class ChatUsers {

    private static final int LONGEST_BOT_NAME = 100;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9_-]{1,50}");

    private final IdentityStore store;
    private final IdentitySettings settings;
    private final StoredSessions sessions;
    private final Accounts accounts;
    private final Passwords passwords;
    private final People people;
    private final AccountBook book;

    @Activate
    public ChatUsers(
            @Reference IdentityStore store,
            @Reference IdentitySettings settings,
            @Reference StoredSessions sessions,
            @Reference Accounts accounts,
            @Reference Passwords passwords,
            @Reference People people,
            @Reference AccountBook book) {
        this.store = store;
        this.settings = settings;
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.people = people;
        this.book = book;
    }

    /** What somebody who is to be made comes with, as given. */
    record NewUser(
            String username, PersonType type, Optional<String> botDisplayName, Optional<String> botSlug, boolean botAutoMode, Optional<String> password) {}

    PersonRow make(NewUser wanted, Person by) {
        if (!people.isOperator(by)) {
            throw Problem.forbidden("not_operator", "Only an operator adds people and bots.");
        }
        boolean bot = wanted.type() == PersonType.BOT;
        String username = Profile.username(wanted.username());
        if (bot && wanted.password().isPresent()) {
            throw InvalidField.body("password", "bot", "A bot does not sign in, so it has no password.");
        }
        Optional<String> hash = wanted.password().map(given -> passwords.hash(Profile.password("password", given, username)));
        Optional<String> name = wanted.botDisplayName().flatMap(given -> Profile.line("bot_display_name", given, LONGEST_BOT_NAME));
        Optional<String> slug = wanted.botSlug().filter(given -> !given.isEmpty()).map(ChatUsers::slug);
        var row = new PersonRow(
                store.newId(), username, wanted.type(), AccountRole.MEMBER, true, Optional.empty(), Optional.empty(), name.filter(given -> bot),
                slug.filter(given -> bot), bot && wanted.botAutoMode(), Instant.EPOCH, Instant.EPOCH);
        return accounts.unlessTaken(() -> {
            accounts.refuseNameOfAnother(row);
            PersonRow made = store.add(new IdentityStore.NewPerson(row, hash));
            book.note(by.id(), "account_created", made.id(), Map.of("username", username, "type", wanted.type().name()));
            return made;
        });
    }

    /** Changes the fields that are given: username, bot_display_name, bot_auto_mode. */
    PersonRow change(UUID id, ObjectNode fields, Person by) {
        Profile.requireOneOf(fields, "username", "bot_display_name", "bot_auto_mode");
        requirePowerOver(target(id), by);
        return accounts.unlessTaken(() -> {
            PersonRow changed = store.change(id, row -> edited(row, fields, by)).orElseThrow(ChatUsers::unknown);
            sessions.forget();
            book.note(by.id(), "account_changed", id, Map.of("username", changed.username()));
            return changed;
        });
    }

    void erase(UUID id, Person by) {
        PersonRow row = target(id);
        requirePowerOver(row, by);
        if (!row.isHuman() && Names.isReserved(row.username())) {
            throw Problem.forbidden("not_allowed", "\"" + row.username() + "\" belongs to the product and cannot be deleted.");
        }
        accounts.erase(id, by);
    }

    private PersonRow edited(PersonRow row, ObjectNode fields, Person by) {
        String username = fields.has("username") ? username(row, Profile.text("username", fields.get("username")), by) : row.username();
        Optional<String> name = fields.has("bot_display_name")
                ? Profile.line("bot_display_name", Profile.text("bot_display_name", fields.get("bot_display_name")), LONGEST_BOT_NAME)
                : row.botDisplayName();
        boolean autoMode = fields.has("bot_auto_mode") ? Profile.flag("bot_auto_mode", fields.get("bot_auto_mode")) : row.botAutoMode();
        PersonRow changed = row.withNames(username, row.isHuman() ? row.botDisplayName() : name, !row.isHuman() && autoMode);
        accounts.refuseNameOfAnother(changed);
        return changed;
    }

    /** A new name must not make somebody an operator who is none, nor take the product's own accounts away. */
    private String username(PersonRow row, String given, Person by) {
        if (given.equals(row.username())) {
            return given;
        }
        if (Names.isReserved(row.username())) {
            throw Problem.forbidden("not_allowed", "\"" + row.username() + "\" belongs to the product and keeps its name.");
        }
        String name = Profile.username(given);
        if (settings.now().operators().contains(name.toLowerCase(Locale.ROOT)) && !people.isOperator(by)) {
            throw Problem.conflict("name_taken", "This user name is kept for an operator.");
        }
        return name;
    }

    private void requirePowerOver(PersonRow row, Person by) {
        if (row.id().equals(by.id())) {
            return;
        }
        if (!people.isOperator(by)) {
            throw Problem.forbidden("not_operator", "Only an operator changes other people and bots.");
        }
        if (row.role() == AccountRole.ADMIN && !by.isAdmin()) {
            throw Problem.forbidden("not_admin", "Only an administrator changes an administrator.");
        }
    }

    private PersonRow target(UUID id) {
        return store.person(id).filter(row -> !Names.isErased(row.username())).orElseThrow(ChatUsers::unknown);
    }

    private static String slug(String given) {
        String slug = given.strip().toLowerCase(Locale.ROOT);
        if (!SLUG.matcher(slug).matches()) {
            throw InvalidField.body("bot_slug", "slug", "\"bot_slug\" has 1 to 50 of the characters a-z, 0-9, _ and -.");
        }
        if (Names.isReserved(slug)) {
            throw Problem.conflict("name_taken", "The handle \"" + slug + "\" is kept for the product itself. Choose another one.");
        }
        return slug;
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such person.");
    }
}
