package io.sparkbot.llm.web;

/**
 * The caller's model.
 *
 * @param model id; empty text when none is set up
 * @param persisted the choice is kept over a restart
 */
public record ModelChoiceView(String model, String description, String provider, boolean persisted) {}
