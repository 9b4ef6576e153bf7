package io.sparkbot.api.web;

import java.util.Optional;

import io.sparkbot.api.person.Session;

/**
 * Who is at the door. Resources take it as {@code @Context Caller}; {@code @Context Person} is the short form where a session is needed anyway.
 *
 * @param address client address, taken from forwarded headers only behind a trusted proxy
 * @param device a label made of the user agent, at most 200 characters
 * @param browser whether the request shows the marks of a browser ({@code Origin} or any {@code Sec-Fetch-*} header)
 * @param secure whether the request came over HTTPS
 */
public record Caller(Optional<Session> session, String address, String device, boolean browser, boolean secure) {}
