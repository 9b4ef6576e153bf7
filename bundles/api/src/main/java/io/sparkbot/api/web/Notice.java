package io.sparkbot.api.web;

/** The answer of a route that has nothing to tell but that it is done. @param message for people */
public record Notice(String message) {}
