package io.sparkbot.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Accounts and their rights. What takes rights away ends sessions in the same transaction; the last administrator who can sign in stays one,
 * however many administrators remove each other at the same time.
 */
@Component(service = Accounts.class)
public final class Accounts {

    private final IdentityStore store;
    private final IdentitySettings settings;
    private final StoredSessions sessions;
    private final Passwords passwords;
    private final PreferenceStore preferences;
    private final AccountBook book;

    @Activate
    public Accounts(
            @Reference IdentityStore store,
            @Reference IdentitySettings settings,
            @Reference StoredSessions sessions,
            @Reference Passwords passwords,
            @Reference PreferenceStore preferences,
            @Reference AccountBook book) {
        this.store = store;
        this.settings = settings;
        this.sessions = sessions;
        this.passwords = passwords;
        this.preferences = preferences;
        this.book = book;
    }

    /** What a new account is made of, already checked. */
    record NewAccount(String username, Optional<String> password, AccountRole role, boolean active, Optional<String> fullName, Optional<String> email) {}

    PersonRow make(NewAccount wanted, Person by) {
        Optional<String> hash = wanted.password().map(passwords::hash);
        PersonRow row = PersonRow.account(store.newId(), wanted.username(), wanted.role(), wanted.fullName(), wanted.email())
                .withAccess(wanted.role(), wanted.active());
        return unlessTaken(() -> {
            refuseNameOfAnother(row);
            PersonRow made = store.add(new IdentityStore.NewPerson(row, hash));
            book.note(by.id(), "account_created", made.id(), Map.of("username", made.username(), "role", made.role().name()));
            return made;
        });
    }

    /** Changes the fields that are given: username, full_name, email, role, is_active, password. */
    PersonRow change(UUID id, ObjectNode fields, Person by) {
        Profile.requireOneOf(fields, "username", "full_name", "email", "role", "is_active", "password");
        PersonRow before = store.person(id).filter(PersonRow::isHuman).orElseThrow(Accounts::unknown);
        boolean shared = isShared(before);
        if (shared && (fields.has("username") || fields.has("password"))) {
            throw Problem.forbidden("not_allowed", "The shared account has no name or password of its own; the passphrase opens it (SPARKBOT_PASSPHRASE).");
        }
        Optional<String> hash = fields.has("password")
                ? Optional.of(passwords.hash(Profile.password("password", Profile.text("password", fields.get("password")), before.username())))
                : Optional.empty();
        return unlessTaken(() -> keepingAnAdmin(() -> {
            PersonRow changed = store.change(id, row -> checked(edited(row, fields))).orElseThrow(Accounts::unknown);
            hash.ifPresent(made -> {
                store.setPasswordHash(id, made);
                sessions.endAllAndRevokeKeys(id);
            });
            if (!changed.active()) {
                sessions.endAll(id);
            }
            sessions.forget();
            book.note(by.id(), "account_changed", id, Map.of("username", changed.username(), "fields", List.copyOf(names(fields))));
            return changed;
        }));
    }

    /** Changes what people say about themselves. */
    PersonRow changeProfile(UUID id, ObjectNode fields) {
        Profile.requireOneOf(fields, "full_name", "email");
        return unlessTaken(() -> {
            PersonRow changed = store.change(id, row -> checked(profile(row, fields))).orElseThrow(Problem::notSignedIn);
            sessions.forget();
            return changed;
        });
    }

    /** Takes the person out of the account: rooms and messages stay, without a name. */
    void erase(UUID id, Person by) {
        keepingAnAdmin(() -> {
            if (!store.erase(id)) {
                throw unknown();
            }
            sessions.erase(id);
            preferences.erase(id);
            book.note(by.id(), "account_erased", id, Map.of());
            return id;
        });
    }

    /** Runs a change that may take an administrator away, and undoes it when nobody would be left who can sign in and administer. */
    <T> T keepingAnAdmin(Supplier<T> change) {
        return store.together(() -> {
            store.holdAdmins();
            boolean before = hasAdmin();
            T done = change.get();
            if (before && !hasAdmin()) {
                throw Problem.forbidden("not_allowed", "This is the last administrator. Make another one first.");
            }
            return done;
        });
    }

    /** Turns a refusal of the database into words. */
    <T> T unlessTaken(Supplier<T> work) {
        try {
            return store.together(work);
        } catch (IntegrityConstraintViolationException taken) {
            String constraint = String.valueOf(taken.getMessage());
            throw constraint.contains("person_email")
                    ? Problem.conflict("already_exists", "Another account has this mail address.")
                    : constraint.contains("person_bot_slug")
                            ? Problem.conflict("name_taken", "Another bot has this handle.")
                            : Problem.conflict("name_taken", "This user name is taken. Choose another one.");
        }
    }

    /** A name of one account that is the mail address of another would let one sign in, or fail to, as the other. */
    void refuseNameOfAnother(PersonRow row) {
        if (row.username().contains("@") && store.isNameOfAnother(row.username(), row.id())) {
            throw Problem.conflict("name_taken", "This user name is taken. Choose another one.");
        }
        if (row.email().filter(email -> store.isNameOfAnother(email, row.id())).isPresent()) {
            throw Problem.conflict("already_exists", "Another account has this mail address.");
        }
    }

    static Problem unknown() {
        return Problem.notFound("There is no such account.");
    }

    static boolean isShared(PersonRow row) {
        return row.username().equals(Login.SHARED_ACCOUNT);
    }

    private boolean hasAdmin() {
        return store.hasNamedAdmin() || settings.now().passphraseLogin() && store.isAdmin(Login.SHARED_ACCOUNT);
    }

    private PersonRow checked(PersonRow row) {
        refuseNameOfAnother(row);
        return row;
    }

    private static PersonRow edited(PersonRow row, ObjectNode fields) {
        PersonRow named = fields.has("username")
                ? row.withNames(Profile.username(Profile.text("username", fields.get("username"))), row.botDisplayName(), row.botAutoMode())
                : row;
        AccountRole role = fields.has("role") ? Profile.role("role", fields.get("role")) : row.role();
        boolean active = fields.has("is_active") ? Profile.flag("is_active", fields.get("is_active")) : row.active();
        return profile(named.withAccess(role, active), fields);
    }

    private static PersonRow profile(PersonRow row, ObjectNode fields) {
        return row.withProfile(
                fields.has("full_name") ? Profile.fullName(Profile.text("full_name", fields.get("full_name"))) : row.fullName(),
                fields.has("email") ? Profile.email(Profile.text("email", fields.get("email"))) : row.email());
    }

    private static List<String> names(ObjectNode fields) {
        return fields.properties().stream().map(Map.Entry::getKey).toList();
    }
}
