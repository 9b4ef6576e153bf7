package skills.@package@;

import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Param;
import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.SkillTool;
import org.osgi.service.component.annotations.Component;

@Component
public class @Class@ implements Skill {

    @SkillTool(name = "@tool@", description = "Says a text backwards", action = ActionType.READ)
    public String reverse(@Param("The text") String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
