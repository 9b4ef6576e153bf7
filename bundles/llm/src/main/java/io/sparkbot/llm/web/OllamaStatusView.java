package io.sparkbot.llm.web;

import java.util.List;

/**
 * What an Ollama on this machine answered just now.
 *
 * @param models its own names
 * @param modelIds the same as ids to choose
 */
public record OllamaStatusView(
        boolean reachable, String baseUrl, List<String> models, List<String> modelIds, boolean modelsAvailable) {}
