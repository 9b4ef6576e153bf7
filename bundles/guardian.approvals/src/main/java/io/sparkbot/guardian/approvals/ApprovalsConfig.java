package io.sparkbot.guardian.approvals;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of approvals. */
@ObjectClassDefinition(name = "Approvals", description = "Who may answer when the assistant asks before it acts.")
public @interface ApprovalsConfig {

    @AttributeDefinition(
            name = "Who may decide",
            description = "Who may approve or deny a call: only the person it is for, also the leads of the room and operators, or any member. Viewers never may.",
            options = {
                @Option(label = "Only the person who asked", value = "requester"),
                @Option(label = "Also room owners, moderators and operators", value = "room_leads"),
                @Option(label = "Any member of the room", value = "any_member")
            })
    @Env("SPARKBOT_APPROVALS_DECIDERS")
    String deciders() default "room_leads";
}
