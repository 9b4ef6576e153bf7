package io.sparkbot.identity;

import java.util.Optional;

/** The administrator that the installation's settings ask for. */
record FirstAdmin(String name, String password) {

    /** Empty unless both are given: the password may be taken out of the settings once the account exists. */
    static Optional<FirstAdmin> of(String name, String password) {
        return name.isBlank() || password.isEmpty() ? Optional.empty() : Optional.of(new FirstAdmin(Names.normal(name), password));
    }

    /** What is wrong with it, in words for the person who starts the server; empty when nothing is. */
    Optional<String> problem() {
        Optional<String> badName = (Names.isReserved(name) ? Optional.of("This name is kept for the product itself.") : Names.problem(name))
                .map(problem -> "FIRST_SUPERUSER cannot be a user name: " + problem);
        return badName.or(() -> PasswordRule.problem(password, name)
                .map(problem -> "FIRST_SUPERUSER_PASSWORD is not acceptable: " + problem + " Set another one, or leave FIRST_SUPERUSER empty."));
    }

    @Override
    public String toString() {
        return "FirstAdmin[" + name + "]";
    }
}
