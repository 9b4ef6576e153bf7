package io.sparkbot.sample.deep.choice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

@Component(service = Deep.class, configurationPid = "io.sparkbot.sample.deep")
@Designate(ocd = DeepConfig.class)
public final class Deep {

    @Activate
    public Deep() {}
}
