package io.sparkbot.llm.web;

import io.sparkbot.api.model.ModelInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The models to choose from.
 *
 * @param active id of the caller's model; empty text when none is set up
 */
public record ModelsView(List<ModelView> models, String active) {

    /** @param configured whether it can be used now */
    public record ModelView(
            String id, String label, String description, boolean active, boolean configured, String provider) {}

    static ModelsView of(List<ModelInfo> catalogue, String active) {
        List<ModelView> models = new ArrayList<>();
        for (ModelInfo model : catalogue) {
            models.add(new ModelView(
                    model.id(),
                    model.label(),
                    model.description(),
                    model.id().equals(active),
                    model.configured(),
                    model.provider()));
        }
        return new ModelsView(models, active);
    }
}
