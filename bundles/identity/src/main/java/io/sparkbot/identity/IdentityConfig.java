package io.sparkbot.identity;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of people and sign-in. Names of a method are the keys of the section {@code [identity]}. */
@ObjectClassDefinition(name = "Sign-in", description = "The passphrase, sessions, login limits and operators.")
public @interface IdentityConfig {

    @AttributeDefinition(
            name = "Passphrase",
            description = "Signs in to the shared account. The default is accepted only while the server listens on loopback in the local environment.",
            type = AttributeType.PASSWORD)
    @Env("SPARKBOT_PASSPHRASE")
    String _passphrase() default PassphraseRule.DEFAULT;

    @AttributeDefinition(
            name = "Passphrase sign-in",
            description = "Off: only named accounts can sign in. Takes effect once there is an administrator with a password.")
    boolean passphrase_login() default true;

    @AttributeDefinition(
            name = "First administrator",
            description = "User name or mail address of an account made at the start while no administrator has a password.",
            required = false)
    @Env("FIRST_SUPERUSER")
    String first_superuser() default "";

    @AttributeDefinition(
            name = "Password of the first administrator",
            description = "8 to 128 characters; placeholders such as \"changethis\" are refused. Not read again once the account exists.",
            type = AttributeType.PASSWORD,
            required = false)
    @Env("FIRST_SUPERUSER_PASSWORD")
    String _first_superuser_password() default "";

    @AttributeDefinition(
            name = "Failed logins",
            description = "Failed logins of one client address within the window; the next one is answered with 429.",
            min = "1",
            max = "1000")
    @Env("SPARKBOT_LOGIN_MAX_FAILURES")
    int login_max_failures() default 10;

    @AttributeDefinition(name = "Window of failed logins", description = "Seconds.", min = "10", max = "86400")
    @Env("SPARKBOT_LOGIN_WINDOW_SECONDS")
    int login_window_seconds() default 900;

    @AttributeDefinition(
            name = "Failed logins of all addresses",
            description = "Failed logins of all addresses together within the window; beyond it only addresses that signed in during the last 30 days may try.",
            min = "10",
            max = "1000000")
    int login_max_failures_total() default 500;

    @AttributeDefinition(name = "Length of a session", description = "Minutes.", min = "5", max = "525600")
    @Env("ACCESS_TOKEN_EXPIRE_MINUTES")
    int session_minutes() default 11520;

    @AttributeDefinition(
            name = "Page after signing in",
            description = "Where people land who chose no page themselves. One that is not there leads to the chat.",
            options = {
                @Option(label = "The chat with Sparkbot", value = "/dm"),
                @Option(label = "A new chat", value = "/rooms/new"),
                @Option(label = "Approvals", value = "/approvals"),
                @Option(label = "Workstation", value = "/workstation")
            })
    @Env("SPARKBOT_LANDING_PATH")
    String landing_path() default "/dm";

    @AttributeDefinition(
            name = "Operators",
            description = "Comma list of user names. Empty: every active local person is an operator.",
            required = false)
    @Env("SPARKBOT_OPERATOR_USERNAMES")
    String operator_usernames() default "";
}
