package io.sparkbot.identity;

import io.sparkbot.api.person.AccountRole;
import java.util.Optional;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first administrator at the start. Never touches an account that exists: a setting must not be a way to reset a password. */
@Component(service = FirstAccount.class, immediate = true)
public final class FirstAccount {

    private static final Logger log = LoggerFactory.getLogger(FirstAccount.class);

    private final IdentityStore store;
    private final Passwords passwords;

    @Activate
    public FirstAccount(@Reference IdentityStore store, @Reference IdentitySettings settings, @Reference Passwords passwords) {
        this.store = store;
        this.passwords = passwords;
        settings.now().firstAdmin().filter(wanted -> !store.hasNamedAdmin()).ifPresent(this::make);
    }

    private void make(FirstAdmin wanted) {
        Optional<String> email = Optional.of(wanted.name()).filter(name -> Profile.problem(name).isEmpty());
        PersonRow row = PersonRow.account(store.newId(), wanted.name(), AccountRole.ADMIN, Optional.empty(), email);
        try {
            store.add(new IdentityStore.NewPerson(row, Optional.of(passwords.hash(wanted.password()))));
            log.info("made the first administrator \"{}\"", wanted.name());
        } catch (IntegrityConstraintViolationException taken) {
            log.warn("the first administrator \"{}\" was not made: an account of that name exists and is not changed", wanted.name());
        }
    }
}
