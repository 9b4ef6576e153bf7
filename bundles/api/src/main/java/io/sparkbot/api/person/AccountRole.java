package io.sparkbot.api.person;

/** What an account may administer. An admin manages accounts and plugins; that does not make an operator. */
public enum AccountRole {
    ADMIN,
    MEMBER
}
