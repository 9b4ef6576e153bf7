package io.sparkbot.identity;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Caller;
import io.sparkbot.api.web.Problem;
import io.sparkbot.identity.InviteStore.InviteRow;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invitations to make an account. The use of one and the account it makes are one transaction: never one without the other. */
@Component(service = Invites.class)
public final class Invites {

    private static final String TARGET = "invite";

    private final InviteStore store;
    private final IdentityStore people;
    private final IdentitySettings settings;
    private final Accounts accounts;
    private final Passwords passwords;
    private final StoredSessions sessions;
    private final LoginLimit limit;
    private final AccountBook book;
    private final Tokens tokens = new Tokens(new SecureRandom());

    /** Those who accept at the same moment wait for the same row anyway: here they do it without a database connection in hand. */
    private final Lock door = new ReentrantLock(true);

    @Activate
    public Invites(
            @Reference InviteStore store,
            @Reference IdentityStore people,
            @Reference IdentitySettings settings,
            @Reference Accounts accounts,
            @Reference Passwords passwords,
            @Reference StoredSessions sessions,
            @Reference LoginLimit limit,
            @Reference AccountBook book) {
        this.store = store;
        this.people = people;
        this.settings = settings;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.limit = limit;
        this.book = book;
    }

    /** A new invitation; its token can be read here only. */
    record Made(InviteRow row, String token) {

        @Override
        public String toString() {
            return "Made[" + row.id() + "]";
        }
    }

    /** Who came in, and the token of the session that was opened. */
    record Joined(PersonRow person, String token) {

        @Override
        public String toString() {
            return "Joined[" + person.id() + "]";
        }
    }

    List<InviteRow> open() {
        return store.open();
    }

    Made make(AccountRole role, Instant expiresAt, int usageLimit, Person by) {
        String token = tokens.make();
        return people.together(() -> {
            UUID id = store.add(role, Tokens.hash(token), by.id(), expiresAt, usageLimit);
            book.note(by.id(), "invite_created", by.id(), Map.of("invite_id", id.toString(), "role", role.name(), "usage_limit", usageLimit));
            return new Made(store.invite(id).orElseThrow(), token);
        });
    }

    /** Takes an invitation back; false when there is no such one. */
    boolean delete(UUID id, Person by) {
        return people.together(() -> {
            boolean deleted = store.delete(id);
            if (deleted) {
                book.note(by.id(), "invite_deleted", by.id(), Map.of("invite_id", id.toString()));
            }
            return deleted;
        });
    }

    /**
     * The open invitation of this token.
     *
     * @throws Problem 400 {@code invite_invalid}; 429 for those who try tokens that never were
     */
    InviteRow find(String token, Caller caller) {
        byte[] hash = Tokens.hash(token);
        Optional<InviteRow> open = store.open(hash);
        if (open.isEmpty() && !store.exists(hash)) {
            limit.attempt(caller.address(), TARGET);
        }
        return open.orElseThrow(Invites::invalid);
    }

    /** Makes the account and signs it in. */
    Joined accept(String token, String username, String password, Optional<String> fullName, Caller caller) {
        InviteRow invite = find(token, caller);
        if (settings.now().operators().contains(username.toLowerCase(Locale.ROOT))) {
            throw Problem.conflict("name_taken", "This user name is kept for an operator. An administrator makes that account.");
        }
        String hash = passwords.hash(password);
        PersonRow row = PersonRow.account(people.newId(), username, invite.role(), fullName, Optional.empty());
        door.lock();
        try {
            return accounts.unlessTaken(() -> enter(invite, row, hash, caller));
        } finally {
            door.unlock();
        }
    }

    private Joined enter(InviteRow invite, PersonRow row, String hash, Caller caller) {
        if (!store.use(invite.id())) {
            throw invalid();
        }
        accounts.refuseNameOfAnother(row);
        PersonRow made = people.add(new IdentityStore.NewPerson(row, Optional.of(hash)));
        Joined joined = new Joined(made, sessions.open(made.id(), caller.device(), caller.address()));
        book.note(made.id(), "invite_accepted", made.id(), Map.of("invite_id", invite.id().toString(), "username", made.username()));
        return joined;
    }

    private static Problem invalid() {
        return Problem.badRequest("invite_invalid", "This invitation is used up, out of date or was taken back. Ask for a new one.");
    }
}
