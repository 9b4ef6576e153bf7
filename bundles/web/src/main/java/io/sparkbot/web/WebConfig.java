package io.sparkbot.web;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the web server. Names of a method are the keys of the section {@code [web]}. */
@ObjectClassDefinition(name = "Web server", description = "Limits, other origins and proxies in front of the server.")
public @interface WebConfig {

    @AttributeDefinition(
            name = "Largest request body",
            description = "Bytes. A larger JSON body is answered with 413. Uploads have limits of their own.",
            min = "1024",
            max = "104857600")
    long max_body_bytes() default 1_048_576;

    @AttributeDefinition(
            name = "Frontend host",
            description = "Origin of a web app that is served from elsewhere, for example https://chat.example.org. Empty when there is none.",
            required = false)
    @Env("FRONTEND_HOST")
    String frontend_host() default "";

    @AttributeDefinition(
            name = "Other allowed origins",
            description = "Comma list of origins that browsers may call this server from. Never a wildcard.",
            required = false)
    @Env("BACKEND_CORS_ORIGINS")
    String cors_origins() default "";

    @AttributeDefinition(
            name = "Trusted proxies",
            description = "Comma list of addresses or ranges (10.0.0.0/8) whose X-Forwarded headers are believed.",
            required = false)
    @Env("SPARKBOT_TRUSTED_PROXIES")
    String trusted_proxies() default "";

    @AttributeDefinition(
            name = "Wait for running requests",
            description = "Seconds that stopping a bundle waits for its running requests.",
            min = "0",
            max = "300")
    int drain_seconds() default 30;
}
